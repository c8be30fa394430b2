package market.tessera.sandbox.stripe;

import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Payment intents and the charges behind them. */
final class Charges {
    private static final String PENDING = "pending";

    private final StripeObjects objects;
    private final Events events;
    private final Disputes disputes;
    private final Movements movements;
    private final Clock clock;

    Charges(StripeObjects objects, Events events, Disputes disputes, Clock clock) {
        this.objects = objects;
        this.events = events;
        this.disputes = disputes;
        this.movements = new Movements(objects, clock);
        this.clock = clock;
    }

    /** Takes a session's money; returns the payment intent's id. */
    String pay(ObjectNode session, ObjectNode details, TestCard card) {
        var intent = intent(session, details, "card");
        var charge = arrived(intent);
        if (card == TestCard.DISPUTED_LATER) {
            disputes.open(charge);
        }
        return intent.path("id").asString();
    }

    /** A session's money has been asked of a bank that takes its time; returns the payment intent's id. */
    String debit(ObjectNode session, ObjectNode details) {
        var intent = intent(session, details, "sepa_debit").put("status", "processing");
        var charge = charge(intent).put("status", PENDING).put("paid", false);
        movements.debit(charge);
        objects.put(charge);
        objects.put(intent.put("latest_charge", charge.path("id").asString()));
        events.tell("payment_intent.processing", intent);
        events.tell("charge.pending", charge);
        return intent.path("id").asString();
    }

    /** The money is there; returns the charge. */
    ObjectNode arrived(ObjectNode intent) {
        var charge = pending(intent)
                .map(debit -> debit.put("status", "succeeded").put("paid", true))
                .orElseGet(() -> charged(intent));
        intent.put("status", "succeeded")
                .putNull("last_payment_error")
                .put("amount_received", intent.path("amount").asLong())
                .put("latest_charge", charge.path("id").asString());
        objects.put(charge);
        objects.put(intent);
        events.tell("payment_intent.succeeded", intent);
        events.tell("charge.succeeded", charge);
        return charge;
    }

    private ObjectNode charged(ObjectNode intent) {
        var charge = charge(intent);
        movements.charge(charge);
        return charge;
    }

    private Optional<ObjectNode> pending(ObjectNode intent) {
        return objects.find(intent.path("latest_charge").asString(""))
                .filter(charge -> charge.path("status").asString().equals(PENDING));
    }

    /** The bank has not paid what was asked of it. */
    void bounced(ObjectNode intent) {
        pending(intent).ifPresent(charge -> {
            movements.failed(charge);
            objects.put(charge.put("status", "failed"));
            events.tell("charge.failed", charge);
        });
        intent.put("status", "requires_payment_method")
                .putObject("last_payment_error")
                .put("type", "invalid_request_error")
                .put("code", "payment_intent_payment_attempt_failed")
                .put("message", "The payment failed.");
        objects.put(intent);
        events.tell("payment_intent.payment_failed", intent);
    }

    /** The buyer's bank wants to know who pays, before anything is taken. */
    void ask(ObjectNode session, ObjectNode details) {
        var intent = attempted(session, details).put("status", "requires_action");
        objects.put(intent);
        events.tell("payment_intent.requires_action", intent);
    }

    /** Nobody has proven to be the one whose card it is. */
    void unauthenticated(ObjectNode session, ObjectNode details) {
        failed(
                attempted(session, details),
                StripeObjects.object()
                        .put("type", "invalid_request_error")
                        .put("code", "payment_intent_authentication_failure")
                        .put("message", "The provided PaymentMethod has failed authentication."));
    }

    void decline(ObjectNode session, ObjectNode details, TestCard card) {
        failed(
                attempted(session, details),
                StripeObjects.object()
                        .put("type", "card_error")
                        .put("code", "card_declined")
                        .put("decline_code", card.declineCode())
                        .put("message", card.words()));
    }

    private void failed(ObjectNode intent, ObjectNode error) {
        intent.put("status", "requires_payment_method").set("last_payment_error", error);
        objects.put(intent);
        events.tell("payment_intent.payment_failed", intent);
    }

    /** Its session has ended without it. */
    void cancel(String intent) {
        objects.find(intent).ifPresent(open -> {
            objects.put(open.put("status", "canceled")
                    .put("canceled_at", clock.instant().getEpochSecond()));
            events.tell("payment_intent.canceled", open);
        });
    }

    /** All attempts to pay a session are attempts of one intent, which is dated by the first of them. */
    private ObjectNode attempted(ObjectNode session, ObjectNode details) {
        var intent = intent(session, details, "card");
        var id = intent.path("id").asString();
        objects.put(details.put("intent", id));
        objects.put(session.put("payment_intent", id));
        return intent;
    }

    private ObjectNode intent(ObjectNode session, ObjectNode details, String method) {
        return objects.find(details.path("intent").asString(""))
                .map(before -> before.put("amount", session.path("amount_total").asLong()))
                .orElseGet(() -> newIntent(session, details, method));
    }

    private ObjectNode newIntent(ObjectNode session, ObjectNode details, String method) {
        var given = details.path("payment_intent_data");
        var intent = StripeObjects.object()
                .put("id", StripeObjects.newId("pi"))
                .put("object", "payment_intent")
                .put("amount", session.path("amount_total").asLong())
                .put("amount_capturable", 0)
                .put("amount_received", 0)
                .put("capture_method", "automatic_async")
                .put("confirmation_method", "automatic")
                .put("created", clock.instant().getEpochSecond())
                .put("currency", session.path("currency").asString())
                .put("description", given.path("description").asString(null))
                .put("livemode", false)
                .put("status", "requires_payment_method")
                .put("transfer_group", given.path("transfer_group").asString(null))
                .putNull("last_payment_error")
                .putNull("latest_charge");
        intent.putArray("payment_method_types").add(method);
        var metadata = intent.putObject("metadata");
        given.properties().stream()
                .filter(entry -> entry.getKey().startsWith("metadata["))
                .forEach(entry -> metadata.set(
                        entry.getKey().substring("metadata[".length()).replace("]", ""), entry.getValue()));
        return intent;
    }

    private ObjectNode charge(ObjectNode intent) {
        var amount = intent.path("amount").asLong();
        var charge = StripeObjects.object()
                .put("id", StripeObjects.newId("ch"))
                .put("object", "charge")
                .put("amount", amount)
                .put("amount_captured", amount)
                .put("amount_refunded", 0)
                .put("captured", true)
                .put("created", clock.instant().getEpochSecond())
                .put("currency", intent.path("currency").asString())
                .put("description", intent.path("description").asString(null))
                .put("disputed", false)
                .put("livemode", false)
                .put("paid", true)
                .put("payment_intent", intent.path("id").asString())
                .put("refunded", false)
                .put("status", "succeeded")
                .put("transfer_group", intent.path("transfer_group").asString(null));
        charge.set("metadata", intent.path("metadata"));
        return charge;
    }
}
