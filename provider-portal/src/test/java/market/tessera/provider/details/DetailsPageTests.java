package market.tessera.provider.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.Program.Answer;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

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

    @Test
    void areChangedByAProgramByTheSameRules() {
        var path = "/api/v1/provider/details";
        var program = cast.program(nordkyst, null, Scope.DETAILS);
        assertThat(program.get(path).text("/details/name")).isEqualTo("Nordkyst");

        var changed = change(
                program, "{\"name\": \"Nordkyst University\", \"city\": \"Tromsø\", \"refund\": {\"days\": 14}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("/details/city")).isEqualTo("Tromsø");
        assertThat(change(program, "{\"name\": \" \"}").text("/errors/0/pointer"))
                .isEqualTo("/name");
        assertThat(change(program, "{\"country\": \"XX\"}").text("/errors/0/pointer"))
                .isEqualTo("/country");
        assertThat(change(program, "{\"colour\": \"red\"}").text("/errors/0/pointer"))
                .isEqualTo("/colour");
        assertThat(change(cast.again(program), "{\"city\": \"Bodø\"}").status()).isEqualTo(428);
        assertThat(program.send(HttpMethod.PATCH, path, "{\"city\": \"Bodø\"}", Map.of("If-Match", "\"old\""))
                        .status())
                .isEqualTo(412);

        assertThat(administrator.page(page))
                .contains("value=\"Nordkyst University\"", "value=\"Tromsø\"", "value=\"14\"");
        assertThat(cast.signedIn(cast.operator("Olga Operator")).page("/portal/providers/" + nordkyst))
                .contains("Name: Nordkyst → Nordkyst University", "A program");
    }

    private static Answer change(Program program, String patch) {
        return program.send(HttpMethod.PATCH, "/api/v1/provider/details", patch, Map.of());
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
                LocalDate.now(ZoneOffset.UTC).plusYears(1).toString());
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
