package market.tessera.provider.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reviews as an institution wants them. */
class ReviewSettingsTests extends ReviewedInstitution {
    @Test
    void asksForAsManyApprovalsAsTheInstitutionWantsInItsOrder() {
        var second = cast.signedIn(cast.person("Siri Second", nordkyst, Role.REVIEWER));
        cast.person("Tora Third", nordkyst, Role.REVIEWER);
        save(
                row(0, "2", "Quality", "approver", "any", "", ""),
                row(1, "1", "Academic board", "reviewer", "some", "2", "5"));
        var offering = steps.begin(author, "Offshore wind");
        steps.act(author, offering, "propose");

        steps.act(reviewer, offering, "approve");
        assertThat(author.page(offering)).contains("Review: Academic board", "Siri Second", "Tora Third");
        steps.act(second, offering, "approve");
        assertThat(author.page(offering)).contains("Review: Quality");
        steps.act(approver, offering, "approve");

        assertThat(steps.state(offering)).isEqualTo("approved");
    }

    @Test
    void goesOnWhereTheInstitutionAsksForLessThanWasGivenAlready() {
        cast.person("Siri Second", nordkyst, Role.REVIEWER);
        save(row(0, "1", "Academic board", "reviewer", "all", "", ""));
        var offering = steps.begin(author, "Offshore wind");
        steps.act(author, offering, "propose");
        steps.act(reviewer, offering, "approve");
        assertThat(steps.state(offering)).isEqualTo("in-review");

        save(row(0, "1", "Academic board", "reviewer", "any", "", ""));

        assertThat(steps.state(offering)).isEqualTo("approved");
    }

    @Test
    void keepsTheReviewsThatWereSavedLastWhereTwoSaveAtOnce() {
        var answers = Flux.range(0, 4)
                .flatMap(_ -> Mono.fromCallable(() -> administrator
                                .post(reviews(), row(0, "1", "Academic board", "reviewer", "any", "", ""))
                                .returnResult(Void.class)
                                .getStatus()
                                .value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(answers).containsOnly(303);
        assertThat(administrator.page(reviews())).contains("Academic board");
    }

    @Test
    void doesNotWaitForMoreReviewersThanThereAre() {
        save(row(0, "1", "Academic board", "reviewer", "some", "3", ""));
        var offering = steps.begin(author, "Offshore wind");
        steps.act(author, offering, "propose");

        steps.act(reviewer, offering, "approve");

        assertThat(steps.state(offering)).isEqualTo("approved");
    }

    @Test
    void saysUntilWhenAReviewIsExpectedAndWhenThatHasPassed() {
        save(row(0, "1", "Academic board", "reviewer", "any", "", "5"));
        steps.act(author, steps.begin(author, "Offshore wind"), "propose");
        assertThat(reviewer.page("/portal/reviews")).contains("Offshore wind").doesNotContain("Overdue");

        clock.pass(Duration.ofDays(6));

        assertThat(cast.signedIn(cast.person("Roar Reviewer", nordkyst, Role.REVIEWER))
                        .page("/portal/reviews"))
                .contains("Overdue since");
    }

    @Test
    void refusesReviewsThatNobodyCouldGive() {
        administrator
                .post(reviews(), row(0, "1", "Academic board", "", "any", "", ""))
                .expectStatus()
                .isEqualTo(422);
        administrator
                .post(reviews(), row(0, "1", "", "reviewer", "any", "", ""))
                .expectStatus()
                .isEqualTo(422);
        administrator
                .post(reviews(), row(0, "1", "Board", "reviewer", "some", "1", ""))
                .expectStatus()
                .isEqualTo(422);

        assertThat(administrator.page(reviews())).doesNotContain("Board");
    }

    private void save(String[]... rows) {
        administrator.follow(
                reviews(), Arrays.stream(rows).flatMap(Arrays::stream).toArray(String[]::new));
        assertThat(administrator.page(reviews())).contains(rows[0][3]);
    }

    private static String[] row(
            int at, String place, String name, String role, String rule, String needed, String dueDays) {
        var step = "steps[" + at + "].";
        return new String[] {
            step + "place",
            place,
            step + "name",
            name,
            step + "roles",
            role,
            step + "rule",
            rule,
            step + "needed",
            needed,
            step + "dueDays",
            dueDays
        };
    }
}
