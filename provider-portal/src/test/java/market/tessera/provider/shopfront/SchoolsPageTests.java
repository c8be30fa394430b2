package market.tessera.provider.shopfront;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.provider.Affiliations;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@PortalTest
class SchoolsPageTests {
    @Autowired
    private Cast cast;

    @Autowired
    private Affiliations affiliations;

    @Test
    void aSchoolIsOneOnlyOnceItsUniversitySaysSoToo() {
        var university = cast.institution("Hub University");
        var school = cast.institution("School of Energy");
        var una = cast.person("Una Administrator", university, Role.ADMINISTRATOR);
        var ofUniversity = cast.signedIn(una);
        var ofSchool = cast.signedIn(cast.person("Sol Administrator", school, Role.ADMINISTRATOR));

        ofSchool.post(page(school), "address", "https://market.example/institutions/" + slug(university) + "/");

        assertThat(ofSchool.page(page(school))).contains("Asked, not confirmed yet", "Hub University");
        assertThat(ofUniversity.page(page(university))).contains("School of Energy", "Asks to be shown");
        assertThat(told(school)).as("nobody else is told of a question").isNull();
        assertThat(cast.letters(una)).containsExactly("School of Energy asks to be shown as a school of yours");

        ofUniversity.post(page(university) + "/" + school + "/confirm");
        assertThat(told(school)).contains("\"partOf\"", slug(university));
        ofSchool.post("/portal/settings/" + school + "/shopfront", "headline", "Wind and waves");
        assertThat(told(school)).as("whatever else it changes").contains("\"partOf\"", "Wind and waves");

        ofSchool.post(page(school) + "/leave");
        assertThat(told(school)).doesNotContain("partOf");
        assertThat(ofUniversity.page(page(university))).doesNotContain("School of Energy");
    }

    @Test
    void nobodyConfirmsForAnotherUniversity() {
        var university = cast.institution("Old University");
        var other = cast.institution("Other University");
        var school = cast.institution("School of Law");
        var ofOther = cast.signedIn(cast.person("Otto Administrator", other, Role.ADMINISTRATOR));
        affiliations.ask(school, university).block();

        ofOther.post(page(other) + "/" + school + "/confirm");
        ofOther.post(page(other) + "/" + school + "/end");

        assertThat(affiliations.of(university).collectList().block())
                .containsExactly(new Affiliations.School(school, slug(school), "School of Law", false));
    }

    @Test
    void twoThatAskEachOtherAtOnceMakeNoCircle() {
        for (var round = 0; round < 5; round++) {
            var one = cast.institution("One");
            var other = cast.institution("Other");

            var asked = Flux.merge(affiliations.ask(one, other), affiliations.ask(other, one))
                    .collectList()
                    .block();

            assertThat(asked).containsExactlyInAnyOrderElementsOf(List.of(true, false));
        }
    }

    @Test
    void keepsWhatWasTypedWhereThereIsNoSuchPage() {
        var school = cast.institution("School of Arts");
        var administrator = cast.signedIn(cast.person("Ada Administrator", school, Role.ADMINISTRATOR));

        assertThat(administrator
                        .post(page(school), "address", "no-such-university")
                        .expectStatus()
                        .isEqualTo(422)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .contains("No institution has this page", "no-such-university");
    }

    private static String page(UUID provider) {
        return "/portal/settings/" + provider + "/schools";
    }

    private String slug(UUID provider) {
        return one("select slug from provider where id = :id::uuid", provider);
    }

    private String told(UUID provider) {
        return one("""
                select cast(data as text) from event_log where type = 'provider.updated' and subject = :id
                order by version desc limit 1
                """, provider);
    }

    private String one(String sql, UUID provider) {
        return cast.database()
                .sql(sql)
                .bind("id", provider.toString())
                .mapValue(String.class)
                .one()
                .block();
    }
}
