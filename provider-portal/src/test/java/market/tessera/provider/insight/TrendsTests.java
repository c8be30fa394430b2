package market.tessera.provider.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@PortalTest
class TrendsTests {
    @Autowired
    private Cast cast;

    @Autowired
    private CountedDays days;

    @Autowired
    private DatabaseClient database;

    @Test
    void showsInChartsWithTheirTablesHowFarLearnersGetAndWhatTheyGive() {
        var nordkyst = cast.institution("Nordkyst");
        var author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        var stranger = cast.signedIn(cast.person("Sten Stranger", cast.institution("Another"), Role.AUTHOR));
        assertThat(author.page("/portal/insight")).doesNotContain("How far learners get");

        List.of("requested", "confirmed", "active", "completed").forEach(state -> enrolled(nordkyst, state));
        var review = UUID.randomUUID();
        rated(nordkyst, review, 2, 5, "shown");
        rated(nordkyst, review, 1, 1, "shown");
        rated(nordkyst, UUID.randomUUID(), 1, 4, "shown");
        rated(nordkyst, UUID.randomUUID(), 1, 1, "hidden");

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(author.page("/portal/insight"))
                        .contains("How far learners get", "Enrolled and completed", "What learners give")
                        .containsPattern("Paid</th>\\s*<td[^>]*data-value=\"4\"")
                        .containsPattern("Have a place</th>\\s*<td[^>]*data-value=\"3\"")
                        .containsPattern("Opened the course</th>\\s*<td[^>]*data-value=\"2\"")
                        .containsPattern("Completed</th>\\s*<td[^>]*data-value=\"1\"")
                        .containsPattern("Rated it</th>\\s*<td[^>]*data-value=\"2\"")
                        .contains("data-value=\"4.50\"", "/assets/provider-portal/chart.js/chart.umd.min.js"));
        assertThat(stranger.page("/portal/insight")).doesNotContain("How far learners get");
        assertThat(author.page("/assets/provider-portal/chart.js/chart.umd.min.js"))
                .contains("Chart.js v4");
    }

    @Test
    void showsWeekByWeekWhoLookedAndWhoStayedAndNoNumberSmallEnoughToPointAtSomebody() {
        var nordkyst = cast.institution("Nordkyst");
        var author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        var stranger = cast.signedIn(cast.person("Sten Stranger", cast.institution("Another"), Role.AUTHOR));
        var address = author.follow("/portal/offerings/new", "title", "Offshore wind", "provider", nordkyst.toString());
        var offering = address.replaceFirst(".*/portal/offerings/([0-9a-f-]{36}).*", "$1");
        var today = LocalDate.now(ZoneOffset.UTC);

        looked(offering, today, 1_234, 3);
        looked(offering, today.minusWeeks(1), 4, 0);
        looked(offering, today, 1_235, 3);
        looked(UUID.randomUUID().toString(), today, 7, 7);
        putInABasket(offering, today, 62);
        putInABasket(offering, today, 63);

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(author.page("/portal/insight/" + offering))
                        .contains("Offshore wind", "fewer than 5", ">1,235<", ">63<", ">–<")
                        .doesNotContain(">4<", ">3<"));
        stranger.get("/portal/insight/" + offering).expectStatus().isNotFound();
    }

    @Test
    void forgetsWhatWasCountedMoreThan180DaysAgo() {
        var nordkyst = cast.institution("Nordkyst");
        var author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        var address = author.follow("/portal/offerings/new", "title", "Offshore wind", "provider", nordkyst.toString());
        var offering = address.replaceFirst(".*/portal/offerings/([0-9a-f-]{36}).*", "$1");
        var last = LocalDate.now(ZoneOffset.UTC).minusDays(CountedDays.REMEMBERED);
        keptOnceUponATime(offering, last.minusDays(2));

        looked(offering, last.minusDays(1), 8, 8);
        putInABasket(offering, last.minusDays(1), 8);
        looked(offering, last, 9, 9);
        putInABasket(offering, last, 9);
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(kept(offering))
                        .containsExactlyInAnyOrder(
                                "looks " + last,
                                "baskets " + last,
                                "looks " + last.minusDays(2),
                                "baskets " + last.minusDays(2)));

        days.forget().block();

        assertThat(kept(offering)).containsExactlyInAnyOrder("looks " + last, "baskets " + last);
        assertThat(lines(
                        "select day::text from interest_day where day < '%1$s' union select day::text from baskets_day where day < '%1$s'"
                                .formatted(last)))
                .isEmpty();
    }

    private void keptOnceUponATime(String offering, LocalDate day) {
        List.of(
                        "insert into interest_day values ('%2$s')",
                        "insert into baskets_day values ('%2$s')",
                        "insert into offering_interest (offering, day, views) values ('%1$s', '%2$s', 7)",
                        "insert into offering_baskets (offering, day, baskets) values ('%1$s', '%2$s', 7)")
                .forEach(
                        sql -> database.sql(sql.formatted(offering, day)).then().block());
    }

    private List<String> kept(String offering) {
        return lines("""
                select 'looks ' || day from offering_interest where offering = '%1$s'
                union all select 'baskets ' || day from offering_baskets where offering = '%1$s'
                """.formatted(offering));
    }

    private List<String> lines(String sql) {
        return database.sql(sql).mapValue(String.class).all().collectList().block();
    }

    private static void looked(String offering, LocalDate day, int views, int comparisons) {
        OtherLogs.tellOfLearners("interest.counted", UUID.randomUUID().toString(), 1, """
                {"id": "%s", "day": "%s", "offerings": [{"offering": "%s", "views": %d, "comparisons": %d}]}
                """.formatted(
                        UUID.randomUUID(), day, offering, views, comparisons));
    }

    private static void putInABasket(String offering, LocalDate day, int baskets) {
        OtherLogs.tell("baskets.counted", UUID.randomUUID().toString(), 1, """
                {"id": "%s", "day": "%s", "offerings": [{"offering": "%s", "baskets": %d}]}
                """.formatted(
                        UUID.randomUUID(), day, offering, baskets));
    }

    private static void enrolled(UUID provider, String state) {
        OtherLogs.tell("enrollment.updated", UUID.randomUUID().toString(), 1, """
                {"id": "%s", "provider": "%s", "offering": "%s", "offeringTitle": "Offshore wind",
                 "learner": {"name": "Amara Okafor", "email": "amara@example.com"}, "state": "%s", "at": "%s"}
                """.formatted(
                        UUID.randomUUID(), provider, UUID.randomUUID(), state, Instant.now()));
    }

    private static void rated(UUID provider, UUID review, long version, int stars, String state) {
        OtherLogs.tell("review.updated", review.toString(), version, """
                {"id": "%s", "provider": "%s", "offering": "%s", "state": "%s", "stars": %d, "writtenAt": "%s"}
                """.formatted(
                        review, provider, UUID.randomUUID(), state, stars, Instant.now()));
    }
}
