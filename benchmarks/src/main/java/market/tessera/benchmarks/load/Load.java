package market.tessera.benchmarks.load;

/**
 * What a load has shown.
 *
 * @param latencies of the units done; of a closed loop: how long each caller waited, not what an open world would have seen
 * @param failed units that could not be done
 * @param seconds how long was measured
 */
public record Load(Latencies latencies, long failed, double seconds) {

    public double perSecond() {
        return latencies.count() / seconds;
    }

    /** Both loads as if they had been one. */
    public Load and(Load other) {
        var all = new Latencies();
        all.add(latencies);
        all.add(other.latencies);
        return new Load(all, failed + other.failed, seconds + other.seconds);
    }
}
