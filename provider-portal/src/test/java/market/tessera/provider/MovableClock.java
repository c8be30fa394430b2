package market.tessera.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time plus what a test has let pass. */
public final class MovableClock extends Clock {
    private volatile Duration passed = Duration.ZERO;

    public void pass(Duration time) {
        passed = passed.plus(time);
    }

    public void backToNow() {
        passed = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(passed);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
