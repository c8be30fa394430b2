package market.tessera.sandbox.stripe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Payments whose money is on its way for days, here for seconds: their sessions are complete and unpaid until the bank has decided. */
final class Debits {
    private static final String TYPE = "simulator.debit";
    private static final Duration UNDERWAY = Duration.ofSeconds(20);

    private final StripeObjects objects;
    private final Events events;
    private final Charges charges;
    private final Clock clock;

    Debits(StripeObjects objects, Events events, Charges charges, Clock clock) {
        this.objects = objects;
        this.events = events;
        this.charges = charges;
        this.clock = clock;
    }

    /** Notes what will become of a session's debit. */
    void allow(String session, String intent, TestDebit debit) {
        objects.put(StripeObjects.object()
                .put("id", "debit:" + session)
                .put("object", TYPE)
                .put("session", session)
                .put("payment_intent", intent)
                .put("ends", debit.name())
                .put("created", clock.instant().toEpochMilli()));
    }

    void settleDue() {
        settle(clock.instant().minus(UNDERWAY));
    }

    void settleAll() {
        settle(Instant.MAX);
    }

    private synchronized void settle(Instant allowedBefore) {
        objects.all(
                        TYPE,
                        debit -> !debit.path("settled").asBoolean(false)
                                && allowed(debit).isBefore(allowedBefore))
                .forEach(this::settle);
    }

    private void settle(ObjectNode debit) {
        var arrives = debit.path("ends").asString().equals(TestDebit.ARRIVES.name());
        var session = objects.find(debit.path("session").asString()).orElseThrow();
        var intent = objects.find(debit.path("payment_intent").asString()).orElseThrow();
        objects.put(debit.put("settled", true));
        if (arrives) {
            charges.arrived(intent);
            objects.put(session.put("payment_status", "paid"));
        } else {
            charges.bounced(intent);
        }
        events.tell("checkout.session.async_payment_" + (arrives ? "succeeded" : "failed"), session);
    }

    private static Instant allowed(ObjectNode debit) {
        return Instant.ofEpochMilli(debit.path("created").asLong());
    }
}
