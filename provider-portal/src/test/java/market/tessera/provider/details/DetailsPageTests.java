package market.tessera.provider.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an institution says of itself. */
@PortalTest
class DetailsPageTests {
    @Autowired
    private Cast cast;

    private UUID nordkyst;
    private String page;
    private Browser administrator;

    @BeforeEach
    void anInstitution() {
        nordkyst = cast.institution("Nordkyst");
        page = "/portal/settings/" + nordkyst + "/details";
        administrator = cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR));
    }

    @Test
    void areToldToTheMarketAlsoWithTheOfferingsThatAreThereAlready() {
        cast.program(nordkyst, null, Scope.IMPORT).post("/api/v1/imports", """
                        {"source": "mine", "offerings": [{"externalId": "1", "title": "Welding"}],
                         "pathways": [{"externalId": "p", "title": "Metal", "rule": {"type": "allOf"}, "offerings": ["1"]}]}
                        """);
        await().atMost(Duration.ofMinutes(3)).until(() -> told("pathway.published", "Nordkyst") == 1);

        administrator.follow(
                page,
                "name",
                " Nordkyst University ",
                "country",
                "NO",
                "kind",
                "university",
                "city",
                "Tromsø",
                "url",
                "https://nordkyst.example",
                "about",
                "By the **sea**.",
                "refundDays",
                "14",
                "refundText",
                "");

        assertThat(administrator.page(page))
                .contains("value=\"Nordkyst University\"", "value=\"14\"", "By the **sea**.");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> told("offering.published", "Nordkyst University") == 1
                        && told("pathway.published", "Nordkyst University") == 1);
        assertThat(cast.count("""
                        select count(*) from offering o join offering_version v on v.offering = o.id where o.provider = cast(:id as uuid)
                        """, nordkyst.toString())).as("editions").isEqualTo(1);
        assertThat(cast.count("""
                        select count(*) from event_log where type = 'provider.updated' and subject = :id
                          and data ->> 'about' = 'By the **sea**.' and data #>> '{refund,days}' = '14' and data ->> 'kind' = 'university'
                        """, nordkyst.toString())).isEqualTo(1);
    }

    @Test
    void keepWhatWasTypedWhereItCannotBeTaken() {
        administrator
                .post(page, "name", " ", "city", "Tromsø", "url", "nordkyst", "refundDays", "two weeks")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(shown -> assertThat(shown)
                        .contains("Enter the name", "whole web address", "whole number of days")
                        .contains("value=\"Tromsø\"", "value=\"nordkyst\"", "value=\"two weeks\""));
        assertThat(administrator.page(page)).contains("value=\"Nordkyst\"").doesNotContain("Tromsø");
    }

    @Test
    void areLookedAtAgainByTheOperatorWhereItHadVouchedForOthers() {
        var operator = cast.operator("Olga Operator");
        var desk = cast.signedIn(operator);
        var own = "Nordkyst " + nordkyst;
        administrator.follow(page, "name", own);
        verify(desk);

        administrator.follow(page, "name", own, "city", "Tromsø");
        assertThat(desk.page("/portal/providers?q=" + nordkyst)).doesNotContain("Changed since it was verified");
        administrator.follow(page, "name", "Oxford " + nordkyst);

        assertThat(desk.page("/portal/providers?q=" + nordkyst)).contains("Changed since it was verified");
        assertThat(desk.page("/portal/providers/" + nordkyst)).contains("Name: " + own + " → Oxford " + nordkyst);
        assertThat(cast.letters(operator)).contains(own + " says something else of itself now");
        verify(desk);
        assertThat(desk.page("/portal/providers?q=" + nordkyst)).doesNotContain("Changed since it was verified");
    }

    private void verify(Browser desk) {
        desk.follow(
                "/portal/providers/" + nordkyst + "/verify",
                "evidence",
                "The register",
                "checks",
                "register",
                "checks",
                "accreditation",
                "checks",
                "domain",
                "checks",
                "quality",
                "checks",
                "contact",
                "reviewOn",
                java.time.LocalDate.now().plusYears(1).toString());
    }

    private long told(String type, String name) {
        return cast.database()
                .sql("""
                        select count(*) from event_log where type = :type and data #>> '{provider,id}' = :provider
                          and data #>> '{provider,name}' = :name
                        """)
                .bind("type", type)
                .bind("provider", nordkyst.toString())
                .bind("name", name)
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }
}
