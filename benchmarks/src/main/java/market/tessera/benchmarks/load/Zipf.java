package market.tessera.benchmarks.load;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws as people ask: the second most common thing half as often as the first, the third a third as often, and so on. */
public final class Zipf {
    private static final long SEED = 7;

    private final double[] upTo;

    public Zipf(int things) {
        this.upTo =
                IntStream.rangeClosed(1, things).mapToDouble(rank -> 1.0 / rank).toArray();
        Arrays.parallelPrefix(upTo, Double::sum);
    }

    /** A number from 0; the same for the same turn. */
    public int drawn(long turn) {
        var at = new SplittableRandom(SEED + turn).nextDouble(upTo[upTo.length - 1]);
        var found = Arrays.binarySearch(upTo, at);
        return found >= 0 ? found : -found - 1;
    }
}
