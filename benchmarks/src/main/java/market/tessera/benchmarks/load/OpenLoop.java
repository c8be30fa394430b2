package market.tessera.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * So many units a second, whether or not earlier ones have ended, as the open world sends them.
 *
 * @param perSecond units that begin each second, evenly
 */
public record OpenLoop(double perSecond, Duration measured) {
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(1);

    /** Blocks until all have ended. */
    public Load run(Work work) {
        var latencies = new Latencies();
        var failed = new LongAdder();
        Flux.interval(Duration.ofNanos(Math.round(1e9 / perSecond)))
                .take(Math.round(perSecond * measured.toMillis() / 1_000))
                .onBackpressureBuffer()
                .flatMap(
                        turn -> unit(work, turn, latencies)
                                .doOnError(_ -> failed.increment())
                                .onErrorComplete(),
                        MOST_AT_ONCE)
                .then()
                .block(measured.plus(LAST_ANSWERS));
        return new Load(latencies, failed.sum(), measured.toMillis() / 1_000.0);
    }

    private static Mono<Void> unit(Work work, long turn, Latencies latencies) {
        return Mono.defer(() -> {
            var start = System.nanoTime();
            return work.once(turn)
                    .doOnSuccess(_ -> latencies.record(Duration.ofNanos(System.nanoTime() - start)))
                    .then();
        });
    }
}
