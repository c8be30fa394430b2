package market.tessera.provider.fetching;

import java.time.Duration;

/** How often a file is asked for that cannot be had for the moment, and how long it is left alone in between. */
public final class Attempts {
    private static final int MOST = 3;
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int LONGER_EACH_TIME = 10;

    private Attempts() {}

    /** Whether to ask once more after so many. */
    public static boolean anotherAfter(int attempts) {
        return attempts < MOST;
    }

    /** Until the next one after so many. */
    public static Duration pauseAfter(int attempts) {
        return attempts == 1 ? PAUSE : PAUSE.multipliedBy(LONGER_EACH_TIME);
    }
}
