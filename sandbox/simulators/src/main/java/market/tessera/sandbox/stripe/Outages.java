package market.tessera.sandbox.stripe;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** How the API fails, when asked to. */
public final class Outages {
    private static final Order NONE = new Order(Outage.UNAVAILABLE, "", 0);

    private final AtomicReference<Order> ordered = new AtomicReference<>(NONE);
    private final Map<Held, Hold> holds = new ConcurrentHashMap<>();
    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    /** What goes wrong with a call. */
    public enum Outage {
        /** Nothing is done; the answer is 503. */
        UNAVAILABLE,
        /** The same, and the answer says that it is no use to try again at once. */
        UNAVAILABLE_FOR_LONG,
        /** Nothing is done; the answer is 400, and is kept for the call's idempotency key like any other. */
        REFUSED,
        /** Everything is done, and the connection breaks before the answer. */
        ANSWER_LOST,
        /** Everything is done, and the answer comes a second later. */
        ANSWER_LATE
    }

    /** The next {@code calls} calls fail like this. */
    public void fail(Outage outage, int calls) {
        fail(outage, "", calls);
    }

    /**
     * The next {@code calls} calls of some kind fail like this, and no others.
     *
     * @param kind how method and address begin, such as {@code POST /v1/transfers}
     */
    public void fail(Outage outage, String kind, int calls) {
        ordered.set(new Order(outage, kind, calls));
    }

    /** When a call that is held is kept waiting. */
    public enum Hold {
        /** Nothing is done. */
        BEFORE,
        /** Everything is done, and nobody hears of it. */
        AFTER
    }

    /**
     * Calls that change something are never answered.
     *
     * @param kind which calls: how method and address begin, such as {@code POST /v1/transfers}
     * @param sign which of them: what their key or form has in it
     */
    public void hold(Hold hold, String kind, String sign) {
        holds.put(new Held(kind, sign), hold);
    }

    /** The calls that have been kept waiting so far, each once. */
    public Set<Held> held() {
        return Set.copyOf(held);
    }

    /** From now on all is well; who was kept waiting goes on waiting. */
    public void end() {
        ordered.set(NONE);
        holds.clear();
    }

    /** Whether a call is to be kept waiting at this point. */
    boolean holds(Hold hold, String call) {
        return holds.entrySet().stream()
                .filter(order -> order.getValue() == hold && order.getKey().concerns(call))
                .peek(order -> held.add(order.getKey()))
                .findFirst()
                .isPresent();
    }

    /** Whether it is no use to try again at once. */
    boolean last() {
        return Objects.requireNonNull(ordered.get()).outage() == Outage.UNAVAILABLE_FOR_LONG;
    }

    /** Whether this call is to fail in this way. */
    boolean strikes(Outage outage, String call) {
        return ordered.getAndUpdate(order -> order.concerns(outage, call) ? order.less() : order)
                .meets(outage, call);
    }

    /** A call that is kept waiting. */
    public record Held(String kind, String sign) {
        boolean concerns(String call) {
            return call.startsWith(kind) && call.contains(sign);
        }
    }

    private record Order(Outage outage, String kind, int calls) {
        boolean concerns(Outage other, String call) {
            return outage == other && call.startsWith(kind);
        }

        boolean meets(Outage other, String call) {
            return concerns(other, call) && calls > 0;
        }

        Order less() {
            return new Order(outage, kind, Math.max(0, calls - 1));
        }
    }
}
