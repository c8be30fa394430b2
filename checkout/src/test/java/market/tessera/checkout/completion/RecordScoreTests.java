package market.tessera.checkout.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Waits;
import market.tessera.checkout.completion.Recording.Outdated;
import market.tessera.checkout.completion.Recording.Recorded;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@CheckoutTest
class RecordScoreTests {
    private static final Instant MORNING = Instant.parse("2026-11-20T08:00:00Z");
    private static final BigDecimal PASS_MARK = new BigDecimal("0.5");

    @Autowired
    Purchases purchases;

    @Autowired
    Enrollments enrollments;

    @Autowired
    RecordScore recordScore;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void answersEachForItselfAndTakesScoresOfOneLearnerInTheirOrderThoughAllComeAtOnce() {
        var carl = enrolled();
        var anna = enrolled();
        var bea = enrolled();
        var nobody = new Enrollment(
                UUID.randomUUID(),
                1,
                anna.state(),
                anna.learner(),
                anna.course(),
                anna.purchase(),
                null,
                null,
                anna.changedAt());

        var answers = allAtOnce(List.of(
                score(carl, 1, 90), // this one is at work while the others come
                score(anna, 2, 90),
                score(anna, 1, 80),
                score(bea, 1, 40),
                score(nobody, 1, 90),
                score(anna, 2, 90),
                score(bea, 3, 75)));

        assertThat(answers)
                .containsExactly(
                        new Recorded(),
                        new Recorded(),
                        new Outdated(),
                        new Recorded(),
                        "refused",
                        new Recorded(),
                        new Recorded());
        assertThat(Stream.of(anna, bea, carl).map(this::result)).containsExactly("90 % 1", "75 % 1", "90 % 1");

        allAtOnce(List.of(score(carl, 2, 20), score(bea, 4, 80), score(anna, 3, 10)));

        assertThat(Stream.of(anna, bea, carl)
                        .map(one -> enrollments.find(one.id()).block().grade()))
                .containsExactly(null, "80 %", null);
        assertThat(purchases.count(
                        "select count(*) from completion where enrollment = $1 and withdrawn_at is not null",
                        anna.id()))
                .isEqualTo(1);
    }

    /** As statements do: they have the enrollment, and then comes its score. */
    @Test
    void aScoreWaitsForTheEnrollmentBeforeAnybodyHasToWaitForTheScore() {
        var anna = enrolled();
        var other = new CompletableFuture<Recording>();

        var own = enrollments
                .lock(anna.id())
                .doOnNext(_ -> score(anna, 1, 40).subscribe(other::complete, other::completeExceptionally))
                .flatMap(_ -> Waits.somebodyWaitsForUs(database))
                .then(Mono.defer(() -> recordScore.record(anna, score(2, 90), PASS_MARK, "xapi")))
                .as(transaction::transactional)
                .block();

        assertThat(own).isEqualTo(new Recorded());
        assertThat(other.join()).isEqualTo(new Outdated());
        assertThat(result(anna)).isEqualTo("90 % 1");
    }

    private static List<Object> allAtOnce(List<Mono<Recording>> scores) {
        return Flux.mergeSequential(
                        scores.stream()
                                .map(score -> score.cast(Object.class).onErrorReturn("refused"))
                                .toList(),
                        scores.size(),
                        1)
                .collectList()
                .block();
    }

    private Mono<Recording> score(Enrollment enrollment, int hour, int points) {
        return recordScore.recordAmongOthers(enrollment, score(hour, points), PASS_MARK, "ags");
    }

    private static Score score(int hour, int points) {
        return new Score(
                MORNING.plusSeconds(3_600L * hour),
                Activity.COMPLETED,
                Grading.FULLY_GRADED,
                BigDecimal.valueOf(points),
                BigDecimal.valueOf(100),
                null);
    }

    /** The grade, and how often there was another. */
    private String result(Enrollment enrollment) {
        return purchases.one(
                "select grade || ' ' || revision from completion where enrollment = $1", String.class, enrollment.id());
    }

    private Enrollment enrolled() {
        var course = purchases.course("Scored among others");
        purchases.connects(course.provider(), "HAND");
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        purchases.run("update enrollment set state = 'CONFIRMED' where id = $1", bought.enrollment());
        return enrollments.find(bought.enrollment()).block();
    }
}
