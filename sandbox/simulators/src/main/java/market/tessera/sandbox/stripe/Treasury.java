package market.tessera.sandbox.stripe;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Money between the balance and its owner's bank account, and what moves the balance otherwise (Stripe documentation, "Top-ups", "Payouts"). */
final class Treasury {
    private final StripeObjects objects;
    private final Movements movements;
    private final Clock clock;

    Treasury(StripeObjects objects, Clock clock) {
        this.objects = objects;
        this.movements = new Movements(objects, clock);
        this.clock = clock;
    }

    ObjectNode topUp(FormBody request) {
        var amount = positive(request);
        return moved("topup", "tu", "succeeded", request, amount, amount);
    }

    ObjectNode payOut(FormBody request) {
        var amount = positive(request);
        return moved("payout", "po", "in_transit", request, amount, -amount);
    }

    /** As Stripe's own doing moves it, under a type of its own. */
    void move(String type, long amount, String currency, String description) {
        movements.other(object(type, StripeObjects.newId("mv"), amount, currency, description), type, amount);
    }

    private ObjectNode moved(String type, String prefix, String status, FormBody request, long amount, long change) {
        var object = object(
                        type,
                        StripeObjects.newId(prefix),
                        amount,
                        request.required("currency"),
                        request.text("description").orElse(null))
                .put("status", status);
        movements.other(object, type, change);
        return objects.put(object);
    }

    private ObjectNode object(String type, String id, long amount, String currency, @Nullable String description) {
        return StripeObjects.object()
                .put("id", id)
                .put("object", type)
                .put("amount", amount)
                .put("created", clock.instant().getEpochSecond())
                .put("currency", currency)
                .put("description", description)
                .put("livemode", false);
    }

    private static long positive(FormBody request) {
        var amount = request.number("amount")
                .filter(given -> given > 0)
                .orElseThrow(() -> ApiError.invalid("amount", "This value must be greater than or equal to 1."));
        return PayableAmounts.check("amount", amount, request.required("currency"));
    }
}
