package market.tessera.platform.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Tells the log of an outage when it begins, once a minute while it lasts, and when it is over. For work that is tried again and again. */
public final class OutageLog {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Logger log;
    private final String work;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Instant> told = new AtomicReference<>();

    /** @param work what waits, in the log's words */
    public OutageLog(Logger log, String work) {
        this(log, work, InstantSource.system());
    }

    OutageLog(Logger log, String work, InstantSource clock) {
        this.log = log;
        this.work = work;
        this.clock = clock;
    }

    public void failed(Throwable failure) {
        var now = clock.instant();
        var last = told.get();
        if ((last == null || !now.isBefore(last.plus(AGAIN))) && told.compareAndSet(last, now)) {
            log.warn("{} waits: {}", work, failure.toString());
        }
    }

    public void worked() {
        if (told.get() != null && told.getAndSet(null) != null) {
            log.info("{} goes on", work);
        }
    }
}
