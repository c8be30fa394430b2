package market.tessera.provider.shopfront;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.media.TestPictures;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
class ShopfrontPageTests {
    @Autowired
    private Cast cast;

    @Test
    void isToldToTheMarketAsItIsSavedAndKeepsWhatWasTypedWhereItIsTooLong() {
        var nordkyst = cast.institution("Nordkyst");
        var page = "/portal/settings/" + nordkyst + "/shopfront";
        var administrator = cast.signedIn(cast.person("Maren Administrator", nordkyst, Role.ADMINISTRATOR));

        administrator.post(
                page,
                "headline",
                " Where the weather decides ",
                "introduction",
                "**Short** courses",
                "hue",
                "345",
                "featured",
                UUID.randomUUID().toString());

        assertThat(administrator.page(page)).contains("Where the weather decides", "**Short** courses");
        assertThat(told(nordkyst))
                .contains("\"headline\": \"Where the weather decides\"", "\"hue\": 345")
                .as("what is not its own is not featured")
                .doesNotContain("featured");

        administrator.post(page, "headline", "x".repeat(121), "introduction", "Typed for long");
        assertThat(told(nordkyst)).contains("Where the weather decides");
        administrator.post(page, "headline", "", "introduction", "");
        assertThat(told(nordkyst))
                .doesNotContain("shopfront")
                .as("what names no colour has one all the same")
                .containsPattern("\"hue\": \\d+");
    }

    @Test
    void showsALogoThatStaysWhenTheRestIsChanged() {
        var nordkyst = cast.institution("Nordkyst");
        var page = "/portal/settings/" + nordkyst + "/shopfront";
        var administrator = cast.signedIn(cast.person("Maren Administrator", nordkyst, Role.ADMINISTRATOR));

        assertThat(administrator.page(page)).contains("Add a logo");
        administrator
                .upload(page + "/logo", "<svg/>".getBytes(UTF_8))
                .expectStatus()
                .isEqualTo(422);
        administrator
                .upload(page + "/logo", TestPictures.png(600, 600))
                .expectStatus()
                .isSeeOther();
        administrator.follow(page, "headline", "Where the weather decides", "introduction", "");

        var told = told(nordkyst);
        var logo = told.replaceAll("(?s).*\"logo\": \"(/media/[0-9a-f]{64})\".*", "$1");
        assertThat(told).contains("Where the weather decides");
        assertThat(administrator.page(page)).contains("src=\"" + logo + "\"", "Change or remove the logo");
        cast.nobody().get(logo).expectStatus().isOk();

        administrator.follow(page + "/logo/remove");
        assertThat(told(nordkyst)).doesNotContain("logo");
        cast.nobody().get(logo).expectStatus().isNotFound();
    }

    private String told(UUID provider) {
        return cast.database()
                .sql("""
                        select cast(data as text) from event_log where type = 'provider.updated' and subject = :id
                        order by version desc limit 1
                        """)
                .bind("id", provider.toString())
                .mapValue(String.class)
                .one()
                .block();
    }
}
