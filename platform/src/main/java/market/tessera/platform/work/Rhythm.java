package market.tessera.platform.work;

import java.time.Duration;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * When rounds follow each other.
 *
 * @param plenty how much a round has to have done for the next one to follow at once
 * @param lanes how many are under way beside each other
 * @param first what comes before the first round
 * @param onceMore whether there is a last round at the end
 * @param delay emits when it is over
 */
record Rhythm(
        Duration pause,
        long plenty,
        int lanes,
        Duration first,
        boolean onceMore,
        Function<Duration, Mono<Long>> delay) {
    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int DOUBLINGS = 16;

    static Rhythm of(Duration pause, long plenty) {
        return new Rhythm(pause, plenty, 1, Duration.ZERO, false, Mono::delay);
    }

    Rhythm withFirst(Duration wait) {
        return new Rhythm(pause, plenty, lanes, wait, onceMore, delay);
    }

    Rhythm withLanes(int number) {
        return new Rhythm(pause, plenty, number, first, onceMore, delay);
    }

    Rhythm withOnceMore() {
        return new Rhythm(pause, plenty, lanes, first, true, delay);
    }

    Rhythm withDelay(Function<Duration, Mono<Long>> other) {
        return new Rhythm(pause, plenty, lanes, first, onceMore, other);
    }

    Duration restAfter(long done) {
        return done < plenty ? pause : Duration.ZERO;
    }

    /** @param before failures since a round has worked, without the last one */
    Duration restAfterFailures(int before) {
        var shorter = pause.compareTo(LONGEST_AFTER_FAILURE) < 0 ? pause : LONGEST_AFTER_FAILURE;
        var grown = shorter.multipliedBy(1L << Math.min(before, DOUBLINGS));
        return grown.compareTo(LONGEST_AFTER_FAILURE) < 0 ? grown : LONGEST_AFTER_FAILURE;
    }
}
