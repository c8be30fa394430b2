package market.tessera.checkout.handoff;

import static java.util.Objects.requireNonNull;
import static market.tessera.checkout.Surroundings.HANDOFFS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.handoff.Handoffs.Attempt;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@CheckoutTest
class RecordOutcomesTests {
    @Autowired
    Purchases purchases;

    @Autowired
    Enrollments enrollments;

    @Autowired
    RecordOutcomes record;

    @Test
    void recordsAllThatCanBeRecordedThoughOneCannot() {
        var course = purchases.course("Enrolled by hand");
        purchases.connects(course.provider(), "HAND");
        var first = purchases.buys(Purchases.learner("Amara Okafor"), course);
        var last = purchases.buys(Purchases.learner("Bea Lind"), course);

        var recording = record.record(
                Flux.just(told(first.enrollment(), 1), failed(UUID.randomUUID(), 1), told(last.enrollment(), 1)));

        assertThatThrownBy(recording::block).hasMessageContaining("handoff_failure");

        assertThat(purchases.state(first)).isEqualTo("CONFIRMED");
        assertThat(purchases.state(last)).isEqualTo("CONFIRMED");
    }

    @Test
    void recordsWhatEndsAfterThoseOfWhichNoneCan() {
        var course = purchases.course("Enrolled by hand");
        purchases.connects(course.provider(), "HAND");
        var last = purchases.buys(Purchases.learner("Amara Okafor"), course);

        var recording = record.record(
                Flux.range(0, 60).map(_ -> failed(UUID.randomUUID(), 1)).concatWithValues(told(last.enrollment(), 1)));

        assertThatThrownBy(recording::block).isNotNull();
        assertThat(purchases.state(last)).isEqualTo("CONFIRMED");
    }

    @Test
    void letsTheAttemptDecideThatBeganLastAndBelievesEachThatTheLearnerIsKnown() {
        var course = purchases.course("Taught on a slow server");
        purchases.buyInNumbers(course, 1, Instant.now().plus(Duration.ofDays(1)));
        var enrollment = purchases.one("select id from enrollment where provider = $1", UUID.class, course.provider());
        purchases.run("update handoff set attempts = $2 where enrollment = $1", enrollment, HANDOFFS + 2);

        record.record(Flux.just(failed(enrollment, HANDOFFS + 1))).block();
        assertThat(handoffs(enrollment, "e.state = 'REQUESTED' and h.due_at is not null"))
                .as("given up by an attempt that another has followed")
                .isEqualTo(1);

        record.record(Flux.just(failed(enrollment, HANDOFFS + 2))).block();
        assertThat(handoffs(enrollment, "e.state = 'FAILED' and h.given_up_at is not null and h.due_at is null"))
                .isEqualTo(1);

        record.record(Flux.just(told(enrollment, HANDOFFS + 1))).block();
        assertThat(handoffs(enrollment, "e.state = 'CONFIRMED' and h.given_up_at is null and h.due_at is null"))
                .isEqualTo(1);
    }

    private long handoffs(UUID enrollment, String condition) {
        return purchases.count(
                "select count(*) from enrollment e join handoff h on h.enrollment = e.id where e.id = $1 and "
                        + condition,
                enrollment);
    }

    private Outcome told(UUID enrollment, int attempt) {
        return new Outcome.Told(
                new Attempt(enrollment, attempt),
                requireNonNull(enrollments.find(enrollment).block()),
                Optional.empty());
    }

    private static Outcome failed(UUID enrollment, int attempt) {
        return new Outcome.Failed(
                new Attempt(enrollment, attempt), new Unreachable(Reason.TIMED_OUT), Optional.empty());
    }
}
