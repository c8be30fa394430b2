package market.tessera.platform.quota;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts requests by the generic cell rate algorithm: one number per client, the time until which its quota is not whole again. A client
 * whose time has passed need not be remembered; when more are active than may be, those who come last share one count.
 */
public final class Buckets {
    private static final String OTHERS = "others";
    private static final long PAUSE_BETWEEN_SWEEPS = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, Long> busyUntil = new ConcurrentHashMap<>();
    private final AtomicLong swept = new AtomicLong();
    private final Clock clock;
    private final int mostClients;

    /** @param mostClients that are counted each on their own */
    public Buckets(Clock clock, int mostClients) {
        this.clock = clock;
        this.mostClients = mostClients;
    }

    public Taken take(String client, Policy policy) {
        var now = now();
        var window = policy.window().toNanos();
        var latest = now + window - policy.nanosEach();
        var before = new long[1];
        var after = busyUntil.compute(counted(client, now), (_, known) -> {
            before[0] = known == null ? now : Math.max(known, now);
            return before[0] <= latest ? before[0] + policy.nanosEach() : before[0];
        });
        var left = Math.max(0, (now + window - after) / policy.nanosEach());
        return new Taken(policy, before[0] <= latest, left, after - now, before[0] - latest);
    }

    int size() {
        return busyUntil.size();
    }

    private String counted(String client, long now) {
        if (busyUntil.size() < mostClients || busyUntil.containsKey(client)) {
            return client;
        }
        sweep(now);
        return busyUntil.size() < mostClients ? client : OTHERS;
    }

    private void sweep(long now) {
        var last = swept.get();
        if (now - last >= PAUSE_BETWEEN_SWEEPS && swept.compareAndSet(last, now)) {
            busyUntil.values().removeIf(until -> until <= now);
        }
    }

    private long now() {
        var now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
