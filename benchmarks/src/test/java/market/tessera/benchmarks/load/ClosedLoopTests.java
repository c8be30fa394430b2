package market.tessera.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ClosedLoopTests {
    private static final ClosedLoop LOOP = new ClosedLoop(4, Duration.ofMillis(50), Duration.ofMillis(250));

    @Test
    void keepsAsManyUnitsUnderWayAsThereAreConnections() {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();

        LOOP.run(_ -> Mono.fromRunnable(() -> most.accumulateAndGet(underWay.incrementAndGet(), Math::max))
                .then(Mono.delay(Duration.ofMillis(10)))
                .doOnTerminate(underWay::decrementAndGet));

        assertThat(most).hasValue(4);
    }

    @Test
    void countsFailuresApartFromWhatWasDone() {
        var load = LOOP.run(turn -> Mono.delay(Duration.ofMillis(5))
                .flatMap(_ -> turn % 2 == 0 ? Mono.just(turn) : Mono.error(new IllegalStateException("odd"))));

        assertThat(load.failed()).isPositive();
        assertThat(load.latencies().count()).isPositive();
        assertThat(load.latencies().percentile(50)).isGreaterThanOrEqualTo(5);
    }
}
