package market.tessera.checkout.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
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
    RecordOutcomes record;

    @Test
    void recordsAllThatCanBeRecordedThoughOneCannot() {
        var course = purchases.course("Enrolled by hand");
        purchases.connects(course.provider(), "HAND");
        var first = purchases.buys(Purchases.learner("Amara Okafor"), course);
        var last = purchases.buys(Purchases.learner("Bea Lind"), course);
        var away = new Unreachable(Reason.TIMED_OUT);

        var recording = record.record(
                Flux.just(told(first.enrollment()), failed(UUID.randomUUID(), away), told(last.enrollment())));

        assertThatThrownBy(recording::block).hasMessageContaining("handoff_failure");

        assertThat(purchases.state(first)).isEqualTo("CONFIRMED");
        assertThat(purchases.state(last)).isEqualTo("CONFIRMED");
    }

    @Test
    void recordsWhatEndsAfterThoseOfWhichNoneCan() {
        var course = purchases.course("Enrolled by hand");
        purchases.connects(course.provider(), "HAND");
        var last = purchases.buys(Purchases.learner("Amara Okafor"), course);
        var away = new Unreachable(Reason.TIMED_OUT);

        var recording = record.record(
                Flux.range(0, 60).map(_ -> failed(UUID.randomUUID(), away)).concatWithValues(told(last.enrollment())));

        assertThatThrownBy(recording::block).isNotNull();
        assertThat(purchases.state(last)).isEqualTo("CONFIRMED");
    }

    private static Outcome told(UUID enrollment) {
        return new Outcome.Told(new Attempt(enrollment, 1), false, Optional.empty());
    }

    private static Outcome failed(UUID enrollment, Unreachable failure) {
        return new Outcome.Failed(new Attempt(enrollment, 1), failure, Optional.empty());
    }
}
