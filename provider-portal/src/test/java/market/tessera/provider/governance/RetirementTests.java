package market.tessera.provider.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetirementTests extends PublicOfferings {
    @Test
    void retiresOnTheDayThatWasPlannedAndSaysUntilWhenIsTaught() {
        var offering = published("Offshore wind");
        var today = LocalDate.now(ZoneOffset.UTC);
        assertThat(refusedPlan(offering, today, "")).contains("Nothing is planned yet", "value=\"" + today + "\"");
        assertThat(refusedPlan(offering, LocalDate.MAX, "")).contains("Nothing is planned yet");
        assertThat(refusedPlan(offering, today.plusDays(5), today.plusDays(4).toString()))
                .contains("Nothing is planned yet", "No teacher</textarea>");
        assertThat(planned(offering, today.plusDays(5), today.plusDays(90))).contains("end-planned");
        assertThat(author.page(offering)).contains("Sales end on", "taught until");

        clock.pass(Duration.ofDays(5));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(steps.events(offering)).containsExactly("offering.published", "offering.withdrawn"));
        clock.backToNow();

        assertThat(author.page(offering)).contains("Sales ended on", "By schedule");
    }

    @Test
    void retiresOnItsDayHoweverManyOthersHaveLeftTheMarketBeforeOrCannotBeRetired() {
        var offering = published("Offshore wind");
        var broken = published("Onshore wind");
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(5);
        planned(offering, day, null);
        planned(broken, day.minusDays(1), null);
        haveLeftTheMarket(100, day.minusDays(2));
        write("insert into offering_draft (offering, elements, author) values (:id, '[]', gen_random_uuid())", broken);

        clock.pass(Duration.ofDays(5));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(steps.events(offering)).containsExactly("offering.published", "offering.withdrawn"));
        assertThat(steps.events(broken)).containsExactly("offering.published");
        write("delete from offering_draft where offering = :id", broken);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(steps.events(broken)).endsWith("offering.withdrawn"));
    }

    private void write(String sql, String offering) {
        cast.database().sql(sql).bind("id", GovernanceSteps.id(offering)).then().block();
    }

    /** Before the end that was planned for them: as an import does, or the operator. */
    private void haveLeftTheMarket(int offerings, LocalDate salesEnd) {
        cast.database()
                .sql("""
                        with gone as (
                          insert into offering (id, provider, slug) select id, :provider, id::text
                          from (select gen_random_uuid() as id from generate_series(1, :offerings)) as made returning id)
                        insert into retirement (offering, sales_end, why, actor, name) select id, :day, 'Over', id, 'Ane' from gone
                        """)
                .bind("provider", nordkyst)
                .bind("offerings", offerings)
                .bind("day", salesEnd)
                .then()
                .block();
    }

    @Test
    void doesNotRetireWhatIsKeptAfterAll() {
        var offering = published("Offshore wind");
        planned(offering, LocalDate.now(ZoneOffset.UTC).plusDays(5), null);

        head.follow(offering + "/retirement/cancel");

        assertThat(author.page(offering)).contains("The planned end is off").doesNotContain("Sales end on <");
        assertThat(steps.one("select count(*)::text from retirement where offering = :id", offering))
                .isEqualTo("0");
    }

    private String refusedPlan(String offering, LocalDate salesEnd, String teachOut) {
        return head.post(
                        offering + "/retirement",
                        "salesEnd",
                        salesEnd.toString(),
                        "teachOutUntil",
                        teachOut,
                        "why",
                        "No teacher")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String planned(String offering, LocalDate salesEnd, @Nullable LocalDate teachOut) {
        return head.follow(
                offering + "/retirement",
                "salesEnd",
                salesEnd.toString(),
                "teachOutUntil",
                teachOut == null ? "" : teachOut.toString(),
                "why",
                "No teacher");
    }
}
