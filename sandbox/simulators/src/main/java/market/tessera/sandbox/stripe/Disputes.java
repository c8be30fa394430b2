package market.tessera.sandbox.stripe;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Charges that a cardholder denies. The money is held from the first day; evidence decides (Stripe documentation, "Testing disputes": the texts
 * {@code winning_evidence} and {@code losing_evidence} do so at once).
 */
final class Disputes {
    private static final Duration TO_ANSWER = Duration.ofDays(9);

    private final StripeObjects objects;
    private final Events events;
    private final Clock clock;

    Disputes(StripeObjects objects, Events events, Clock clock) {
        this.objects = objects;
        this.events = events;
        this.clock = clock;
    }

    synchronized ObjectNode open(ObjectNode charge) {
        var now = clock.instant();
        var dispute = StripeObjects.object()
                .put("id", StripeObjects.newId("dp"))
                .put("object", "dispute")
                .put(
                        "amount",
                        charge.path("amount").asLong()
                                - charge.path("amount_refunded").asLong())
                .put("charge", charge.path("id").asString())
                .put("created", now.getEpochSecond())
                .put("currency", charge.path("currency").asString())
                .put("is_charge_refundable", false)
                .put("livemode", false)
                .put("payment_intent", charge.path("payment_intent").asString())
                .put("reason", "fraudulent")
                .put("status", "needs_response");
        dispute.putArray("balance_transactions").add(new Movements(objects, clock).dispute(dispute));
        dispute.putObject("evidence");
        dispute.putObject("evidence_details")
                .put("due_by", now.plus(TO_ANSWER).getEpochSecond())
                .put("has_evidence", false)
                .put("past_due", false)
                .put("submission_count", 0);
        dispute.putObject("metadata");
        objects.put(charge.put("disputed", true));
        objects.put(dispute);
        events.tell("charge.dispute.created", dispute);
        events.tell("charge.dispute.funds_withdrawn", dispute);
        return dispute;
    }

    synchronized ObjectNode update(String id, FormBody request) {
        return switch (request.below("evidence").text("uncategorized_text").orElse("")) {
            case "winning_evidence" -> decide(id, "won");
            case "losing_evidence" -> decide(id, "lost");
            case "" -> get(id);
            default -> answer(id);
        };
    }

    /** There is evidence, and the bank thinks about it. */
    private ObjectNode answer(String id) {
        var dispute = get(id);
        if (isOpen(dispute)) {
            ((ObjectNode) dispute.path("evidence_details"))
                    .put("has_evidence", true)
                    .put("submission_count", 1);
            objects.put(dispute.put("status", "under_review"));
            events.tell("charge.dispute.updated", dispute);
        }
        return dispute;
    }

    private static boolean isOpen(ObjectNode dispute) {
        return Set.of("needs_response", "under_review")
                .contains(dispute.path("status").asString());
    }

    /** The merchant gives in. */
    synchronized ObjectNode close(String id) {
        return decide(id, "lost");
    }

    ObjectNode get(String id) {
        return objects.find(id)
                .filter(object -> object.path("object").asString().equals("dispute"))
                .orElseThrow(() -> ApiError.notFound("dispute", id));
    }

    private ObjectNode decide(String id, String outcome) {
        var dispute = get(id);
        if (!isOpen(dispute)) {
            throw ApiError.refused("dispute_already_closed", "This dispute is already closed.");
        }
        if (outcome.equals("won")) {
            ((ArrayNode) dispute.path("balance_transactions")).add(new Movements(objects, clock).reinstated(dispute));
        }
        objects.put(dispute.put("status", outcome));
        events.tell("charge.dispute.closed", dispute);
        if (outcome.equals("won")) {
            events.tell("charge.dispute.funds_reinstated", dispute);
        }
        return dispute;
    }
}
