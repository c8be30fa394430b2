package market.tessera.provider.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** The dated runs of an offering on their page. */
@PortalTest
class IntakesPageTests {
    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    private Browser author;
    private UUID institution;
    private String offering;

    @BeforeEach
    void anOffering() {
        institution = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", institution, Role.AUTHOR));
        offering = author.follow("/portal/offerings/new", "title", "Offshore wind", "provider", institution.toString())
                .replace("/edit", "");
    }

    @Test
    void keepsIntakesWithTheirDatesSeatsAndPrices() {
        author.post(offering + "/intakes", "intakes[0].seats", "30")
                .expectStatus()
                .isEqualTo(422);
        author.post(offering + "/intakes", "intakes[0].starts", "+10000-01-01")
                .expectStatus()
                .isEqualTo(422);
        author.follow(
                offering + "/intakes",
                "intakes[0].starts",
                "2027-02-01",
                "intakes[0].closes",
                "2027-01-20",
                "intakes[0].seats",
                "30",
                "intakes[0].timeZone",
                "Europe/Oslo",
                "intakes[0].price.amount",
                "3900",
                "intakes[0].price.currency",
                "NOK",
                "intakes[1].selfPaced",
                "true");
        var page = author.page(offering + "/intakes");
        assertThat(page).contains("value=\"2027-02-01\"", "value=\"3900.00\"", "value=\"Europe/Oslo\"");
        var kept = page.replaceAll("(?s).*name=\"intakes\\[1]\\.externalId\" value=\"([^\"]+)\".*", "$1");

        author.follow(
                offering + "/intakes",
                "intakes[0].externalId",
                kept,
                "intakes[0].starts",
                "2027-02-08",
                "intakes[0].seats",
                "20");

        assertThat(intakes()).isEqualTo("2027-02-08 20 open, self-paced closed");
    }

    @Test
    void closesNothingThatSomebodyElseHasAddedMeanwhile() {
        author.follow(offering + "/intakes", "intakes[0].starts", "2027-02-01", "intakes[1].starts", "2027-03-01");
        var open = author.page(offering + "/intakes");
        var was = value(open, "was");
        author.follow(
                offering + "/intakes",
                "intakes[0].externalId",
                value(open, "intakes[0].externalId"),
                "intakes[0].starts",
                "2027-02-01",
                "intakes[0].seats",
                "12",
                "intakes[1].starts",
                "2027-05-01");
        String[] late = {
            "intakes[0].externalId",
            value(open, "intakes[0].externalId"),
            "intakes[0].starts",
            "2027-02-01",
            "intakes[1].externalId",
            value(open, "intakes[1].externalId"),
            "intakes[1].starts",
            "2027-03-08"
        };

        var page = author.post(
                        offering + "/intakes",
                        Stream.concat(Stream.of(late), Stream.of("was", was)).toArray(String[]::new))
                .expectStatus()
                .isEqualTo(409)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page)
                .contains("The intakes have changed since you opened this page")
                .contains("value=\"12\"", "value=\"2027-05-01\"", "value=\"2027-03-08\"")
                .doesNotContain("value=\"2027-03-01\"");
        assertThat(page)
                .as("what others have taken out is a run of its own from now on")
                .doesNotContain(value(open, "intakes[1].externalId"));
        assertThat(intakes()).isEqualTo("2027-02-01 12 open, 2027-03-01 closed, 2027-05-01 open");
    }

    private static String value(String page, String input) {
        return page.replaceAll("(?s).*name=\"" + Pattern.quote(input) + "\" value=\"([^\"]*)\".*", "$1");
    }

    @Test
    void warnsBeforeItTouchesEnrolledLearnersAndTellsThemThen() {
        author.follow(offering + "/intakes", "intakes[0].starts", "2027-02-01", "intakes[0].place", "Tromsø");
        var run = author.page(offering + "/intakes")
                .replaceAll("(?s).*name=\"intakes\\[0]\\.externalId\" value=\"([^\"]+)\".*", "$1");
        var learner = UUID.randomUUID() + "@example.org";
        enrolled(run, learner, "active");
        enrolled(run, "gone-" + learner, "withdrawn");
        String[] moved = {"intakes[0].externalId", run, "intakes[0].starts", "2027-02-08", "intakes[0].place", "Tromsø"
        };
        String[] onlySeats = {
            "intakes[0].externalId",
            run,
            "intakes[0].starts",
            "2027-02-01",
            "intakes[0].place",
            "Tromsø",
            "intakes[0].seats",
            "20"
        };

        author.follow(offering + "/intakes", onlySeats);
        var warned = author.post(offering + "/intakes", moved)
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(warned).contains("One learner is enrolled in what you change", "2027-02-08");
        assertThat(intakes()).startsWith("2027-02-01 20 open");
        author.follow(
                offering + "/intakes",
                Stream.concat(Stream.of(moved), Stream.of("confirmed", "yes")).toArray(String[]::new));

        assertThat(intakes()).startsWith("2027-02-08");
        assertThat(cast.mail(learner, Pattern.compile("From now on: 8 February 2027, Tromsø")))
                .isNotEmpty();
        assertThat(cast.count("select count(*) from outbox_mail where recipient = :id", "gone-" + learner))
                .isZero();
        assertThat(author.page(offering)).contains("One enrolled learner was told by mail.");
    }

    private void enrolled(String run, String learner, String state) {
        var enrollment = UUID.randomUUID();
        OtherLogs.tell("enrollment.updated", enrollment.toString(), 1, """
                {"id": "%s", "provider": "%s", "offering": "%s", "offeringTitle": "Offshore wind", "intake": "%s", "state": "%s",
                 "learner": {"name": "Mia Berg", "email": "%s"}, "at": "2026-11-01T10:00:00Z"}
                """.formatted(
                        enrollment, institution, offering.replace("/portal/offerings/", ""), run, state, learner));
        await().until(() -> cast.count("select count(*) from enrollment where learner_email = :id", learner) == 1);
    }

    @Test
    void offersNextYearsRunsOnTheSameDaysOfTheWeekBeforeTheyAreSaved() {
        var page = author.post(
                        offering + "/intakes",
                        "intakes[0].starts",
                        "2027-02-01",
                        "intakes[0].closes",
                        "2027-01-20",
                        "intakes[0].seats",
                        "30",
                        "intakes[1].selfPaced",
                        "true",
                        "copy",
                        "year")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page)
                .contains("value=\"2027-02-01\"", "value=\"2028-01-31\"", "value=\"2028-01-19\"", "One run is added");
        assertThat(intakes()).isEqualTo("none");
        assertThat(nextYear("intakes[0].selfPaced", "true")).contains("Only a run with a first day can be repeated");
        assertThat(nextYear(
                        "intakes[0].starts",
                        "2027-02-01",
                        "intakes[1].starts",
                        "2028-01-31",
                        "intakes[2].starts",
                        "2029-01-29"))
                .contains("One run is added");
        author.post(offering + "/intakes", "intakes[0].starts", "+999999999-12-31", "copy", "year")
                .expectStatus()
                .isEqualTo(422);
        assertThat(nextYear()).contains("There is nothing to add for next year");
    }

    private String nextYear(String... fields) {
        return author.post(
                        offering + "/intakes",
                        Stream.concat(Stream.of(fields), Stream.of("copy", "year"))
                                .toArray(String[]::new))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void areAFileForCalendars() {
        author.follow(
                offering + "/intakes",
                "intakes[0].starts",
                "2027-02-01",
                "intakes[0].closes",
                "2027-01-20",
                "intakes[0].teachers",
                "Ane Berg\r\nLi Wei\r\n");

        assertThat(author.page(offering + "/intakes")).contains("Ane Berg\nLi Wei</textarea>");
        assertThat(author.page(offering + "/intakes.ics"))
                .contains("DESCRIPTION:Ane Berg\\, Li Wei")
                .startsWith("BEGIN:VCALENDAR")
                .contains("DTSTART;VALUE=DATE:20270201", "SUMMARY:Last day to enrol: Offshore wind");
    }

    private String intakes() {
        return one("""
                select coalesce(string_agg(concat_ws(' ', coalesce(starts::text, 'self-paced'), seats,
                  case when closed_at is null then 'open' else 'closed' end), ', ' order by starts), 'none')
                from intake where offering = :id
                """);
    }

    private String one(String sql) {
        return database.sql(sql)
                .bind("id", UUID.fromString(offering.substring(offering.lastIndexOf('/') + 1)))
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }
}
