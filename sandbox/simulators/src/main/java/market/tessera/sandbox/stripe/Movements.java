package market.tessera.sandbox.stripe;

import java.time.Clock;
import tools.jackson.databind.node.ObjectNode;

/** What moves the balance, with what Stripe keeps of it (Stripe documentation, "Balance transaction types"). */
final class Movements {
    private static final long THOUSANDTHS_OF_A_CHARGE = 15;
    private static final long FOR_EACH_CHARGE = 25;
    private static final long FOR_EACH_DISPUTE = 2_000;
    private static final long FOR_EACH_FAILED_DEBIT = 350;

    private final StripeObjects objects;
    private final Clock clock;

    Movements(StripeObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** Notes it and names it in the charge. */
    void charge(ObjectNode charge) {
        pays(charge, "charge");
    }

    /** A bank is asked for it; whether it pays shows later. */
    void debit(ObjectNode charge) {
        pays(charge, "payment");
    }

    /** It does not pay: everything is as it was, but for what such a debit costs. */
    void failed(ObjectNode charge) {
        var amount = charge.path("amount").asLong();
        add(charge, "payment_failure_refund", -amount, FOR_EACH_FAILED_DEBIT - fee(amount));
    }

    private void pays(ObjectNode charge, String type) {
        var amount = charge.path("amount").asLong();
        charge.put(
                "balance_transaction",
                add(charge, type, amount, fee(amount)).path("id").asString());
    }

    private static long fee(long amount) {
        return Math.min(amount, (amount * THOUSANDTHS_OF_A_CHARGE + 500) / 1000 + FOR_EACH_CHARGE);
    }

    /** The money is held, and the work paid for. */
    ObjectNode dispute(ObjectNode dispute) {
        return add(dispute, "adjustment", -dispute.path("amount").asLong(), FOR_EACH_DISPUTE);
    }

    /** What was held is there again; the work stays paid for. */
    ObjectNode reinstated(ObjectNode dispute) {
        return add(dispute, "adjustment", dispute.path("amount").asLong(), 0);
    }

    /** It leaves the balance. */
    void refund(ObjectNode refund) {
        name(refund, "refund", -refund.path("amount").asLong());
    }

    /** What had left is there again. */
    void bounced(ObjectNode refund) {
        add(refund, "refund_failure", refund.path("amount").asLong(), 0);
    }

    void transfer(ObjectNode transfer) {
        name(transfer, "transfer", -transfer.path("amount").asLong());
    }

    /** Money moves that no payment of ours has moved. */
    void other(ObjectNode source, String type, long amount) {
        name(source, type, amount);
    }

    private void name(ObjectNode source, String type, long amount) {
        source.put(
                "balance_transaction", add(source, type, amount, 0).path("id").asString());
    }

    private ObjectNode add(ObjectNode source, String type, long amount, long fee) {
        var now = clock.instant().getEpochSecond();
        var movement = StripeObjects.object()
                .put("id", StripeObjects.newId("txn"))
                .put("object", "balance_transaction")
                .put("amount", amount)
                .put("available_on", now)
                .put("balance_type", "payments")
                .put("created", now)
                .put("currency", source.path("currency").asString())
                .put("description", source.path("description").asString(null))
                .putNull("exchange_rate")
                .put("fee", fee)
                .put("net", amount - fee)
                .put("reporting_category", type.equals("adjustment") ? "dispute" : type)
                .put("source", source.path("id").asString())
                .put("status", "available")
                .put("type", type);
        var details = movement.putArray("fee_details");
        if (fee != 0) {
            details.addObject()
                    .put("amount", fee)
                    .putNull("application")
                    .put("currency", source.path("currency").asString())
                    .put("description", "Stripe processing fees")
                    .put("type", "stripe_fee");
        }
        return objects.put(movement);
    }
}
