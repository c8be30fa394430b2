package market.tessera.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A fixed number of callers, each of which begins its next unit as soon as its last one has ended. Counted is what ends in the measured time.
 *
 * @param connections number of callers
 * @param warmUp time before anything is counted
 */
public record ClosedLoop(int connections, Duration warmUp, Duration measured) {
    private static final Logger LOG = LoggerFactory.getLogger(ClosedLoop.class);
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(1);

    /** Blocks until all callers have ended. */
    public Load run(Work work) {
        return run(work, () -> {});
    }

    /** @param begin is run when the warm-up is over */
    public Load run(Work work, Runnable begin) {
        var run = new Run(work, System.nanoTime() + warmUp.toNanos(), measured.toNanos());
        Flux.range(0, connections)
                .flatMap(_ -> run.caller(), connections)
                .then()
                .and(Mono.delay(warmUp).doOnNext(_ -> begin.run()))
                .block(warmUp.plus(measured).plus(LAST_ANSWERS));
        return run.load();
    }

    private static final class Run {
        private final Work work;
        private final long begin;
        private final long end;
        private final AtomicLong turns = new AtomicLong();
        private final Latencies latencies = new Latencies();
        private final LongAdder failed = new LongAdder();

        Run(Work work, long begin, long length) {
            this.work = work;
            this.begin = begin;
            this.end = begin + length;
        }

        Mono<Void> caller() {
            return Mono.defer(this::unit).repeat(() -> System.nanoTime() < end).then();
        }

        private Mono<Void> unit() {
            var start = System.nanoTime();
            return work.once(turns.getAndIncrement())
                    .doOnSuccess(_ -> done(start))
                    .doOnError(this::failed)
                    .onErrorComplete()
                    .then();
        }

        private void done(long start) {
            var now = System.nanoTime();
            if (now >= begin && now < end) {
                latencies.record(Duration.ofNanos(now - start));
            }
        }

        private void failed(Throwable failure) {
            failed.increment();
            if (failed.sum() <= 3) {
                LOG.warn("A unit of work failed: {}", failure.toString());
            }
        }

        Load load() {
            return new Load(latencies, failed.sum(), (end - begin) / 1e9);
        }
    }
}
