package market.tessera.sandbox.stripe;

import java.util.concurrent.atomic.AtomicReference;

/** How the API fails, when asked to. */
public final class Outages {
    private static final Order NONE = new Order(Outage.UNAVAILABLE, "", 0);

    private final AtomicReference<Order> ordered = new AtomicReference<>(NONE);

    /** What goes wrong with a call. */
    public enum Outage {
        /** Nothing is done; the answer is 503. */
        UNAVAILABLE,
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

    /** From now on all is well. */
    public void end() {
        ordered.set(NONE);
    }

    /** Whether this call is to fail in this way. */
    boolean strikes(Outage outage, String call) {
        return ordered.getAndUpdate(order -> order.concerns(outage, call) ? order.less() : order)
                .meets(outage, call);
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
