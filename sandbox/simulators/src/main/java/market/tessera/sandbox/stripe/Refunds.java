package market.tessera.sandbox.stripe;

import java.time.Clock;
import tools.jackson.databind.node.ObjectNode;

/** Money that goes back, never more than came. */
final class Refunds {
    private final StripeObjects objects;
    private final Events events;
    private final Movements movements;
    private final Clock clock;

    Refunds(StripeObjects objects, Events events, Clock clock) {
        this.objects = objects;
        this.events = events;
        this.movements = new Movements(objects, clock);
        this.clock = clock;
    }

    synchronized ObjectNode create(FormBody request) {
        var intentId = request.required("payment_intent");
        var charge = objects.find(intentId)
                .map(intent -> intent.path("latest_charge").asString(""))
                .flatMap(objects::find)
                .orElseThrow(() -> ApiError.notFound("payment_intent", intentId));
        var left =
                charge.path("amount").asLong() - charge.path("amount_refunded").asLong();
        var amount = request.number("amount").orElse(left);
        if (isDenied(charge)) {
            throw ApiError.refused(
                    "charge_disputed",
                    "Charge %s has been charged back; cannot issue a refund."
                            .formatted(charge.path("id").asString()));
        }
        if (left == 0) {
            throw ApiError.refused(
                    "charge_already_refunded",
                    "Charge %s has already been refunded."
                            .formatted(charge.path("id").asString()));
        }
        if (amount < 1 || amount > left) {
            throw ApiError.invalid("amount", "Refund amount is greater than unrefunded amount on charge.");
        }
        PayableAmounts.check("amount", amount, charge.path("currency").asString());
        var refund = refund(request, charge, amount);
        takeFrom(charge, amount);
        movements.refund(refund);
        objects.put(refund);
        objects.put(charge);
        events.tell("refund.created", refund);
        events.tell("charge.refunded", charge);
        return refund;
    }

    /** What had gone back comes back: the money is the charge's again. */
    synchronized void bounce(String id) {
        var refund = objects.find(id).orElseThrow(() -> ApiError.notFound("refund", id));
        var charge = objects.find(refund.path("charge").asString()).orElseThrow();
        refund.put("status", "failed").put("failure_reason", "lost_or_stolen_card");
        takeFrom(charge, -refund.path("amount").asLong());
        movements.bounced(refund);
        objects.put(refund);
        objects.put(charge);
        events.tell("refund.failed", refund);
    }

    /** A charge stays disputed for ever; what was won can be given back all the same. */
    private boolean isDenied(ObjectNode charge) {
        var id = charge.path("id").asString();
        return !objects.all(
                        "dispute",
                        dispute -> dispute.path("charge").asString().equals(id)
                                && !dispute.path("status").asString().equals("won"))
                .isEmpty();
    }

    private ObjectNode refund(FormBody request, ObjectNode charge, long amount) {
        var refund = StripeObjects.object()
                .put("id", StripeObjects.newId("re"))
                .put("object", "refund")
                .put("amount", amount)
                .put("charge", charge.path("id").asString())
                .put("created", clock.instant().getEpochSecond())
                .put("currency", charge.path("currency").asString())
                .put("payment_intent", charge.path("payment_intent").asString())
                .put("reason", request.text("reason").orElse(null))
                .put("status", "succeeded");
        var metadata = refund.putObject("metadata");
        request.below("metadata").parameters().forEach(metadata::put);
        return refund;
    }

    private static void takeFrom(ObjectNode charge, long amount) {
        var refunded = charge.path("amount_refunded").asLong() + amount;
        charge.put("amount_refunded", refunded)
                .put("refunded", refunded == charge.path("amount").asLong());
    }
}
