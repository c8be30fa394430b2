package market.tessera.platform.quota;

import java.time.Duration;

/**
 * So many requests in so much time: all at once, or each whenever its share of the time has passed.
 *
 * @param name under which it is told in headers
 */
public record Policy(String name, int quota, Duration window) {
    /** As in {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10, 3). */
    public String header() {
        return "\"%s\";q=%d;w=%d".formatted(name, quota, window.toSeconds());
    }

    /** The time in which one request becomes free. */
    long nanosEach() {
        return Math.max(1, window.toNanos() / quota);
    }
}
