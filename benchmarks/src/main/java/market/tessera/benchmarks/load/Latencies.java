package market.tessera.benchmarks.load;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long each of many units took, to three significant digits; may be recorded by many threads. */
public final class Latencies {
    private static final long LONGEST = Duration.ofMinutes(10).toNanos() / 1_000;
    private static final int DIGITS = 3;

    private final Histogram microseconds = new ConcurrentHistogram(LONGEST, DIGITS);

    public void record(Duration duration) {
        microseconds.recordValue(Math.clamp(duration.toNanos() / 1_000, 0, LONGEST));
    }

    public void add(Latencies others) {
        microseconds.add(others.microseconds);
    }

    public long count() {
        return microseconds.getTotalCount();
    }

    /** Milliseconds that this share of the units, in percent, did not exceed. */
    public double percentile(double percent) {
        return microseconds.getValueAtPercentile(percent) / 1_000.0;
    }

    public double max() {
        return microseconds.getMaxValue() / 1_000.0;
    }
}
