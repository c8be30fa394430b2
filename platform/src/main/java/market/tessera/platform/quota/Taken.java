package market.tessera.platform.quota;

/**
 * What came of asking for one request.
 *
 * @param left how many more there are now
 * @param nanosToFull time until all of the quota is free again
 * @param nanosToNext time until the next one is free, if this one was not granted
 */
public record Taken(Policy policy, boolean granted, long left, long nanosToFull, long nanosToNext) {
    private static final double SECOND = 1e9;

    /** As in {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers-10, 4). */
    public String header() {
        return "\"%s\";r=%d;t=%d".formatted(policy.name(), left, seconds(nanosToFull));
    }

    /** Whole seconds, never too few. */
    public long retryAfter() {
        return Math.max(1, seconds(nanosToNext));
    }

    private static long seconds(long nanos) {
        return (long) Math.ceil(nanos / SECOND);
    }
}
