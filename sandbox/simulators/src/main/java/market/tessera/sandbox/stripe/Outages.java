package market.tessera.sandbox.stripe;

import java.util.concurrent.atomic.AtomicReference;

/** How the API fails, when asked to. */
public final class Outages {
    private static final Order NONE = new Order(Outage.UNAVAILABLE, 0);

    private final AtomicReference<Order> ordered = new AtomicReference<>(NONE);

    /** What goes wrong with a call. */
    public enum Outage {
        /** Nothing is done; the answer is 503. */
        UNAVAILABLE,
        /** Everything is done, and the connection breaks before the answer. */
        ANSWER_LOST
    }

    /** The next {@code calls} calls fail like this. */
    public void fail(Outage outage, int calls) {
        ordered.set(new Order(outage, calls));
    }

    /** From now on all is well. */
    public void end() {
        ordered.set(NONE);
    }

    /** Whether this call is to fail in this way. */
    boolean strikes(Outage outage) {
        return ordered.getAndUpdate(order -> order.outage() == outage ? order.less() : order)
                .meets(outage);
    }

    private record Order(Outage outage, int calls) {
        boolean meets(Outage other) {
            return outage == other && calls > 0;
        }

        Order less() {
            return new Order(outage, Math.max(0, calls - 1));
        }
    }
}
