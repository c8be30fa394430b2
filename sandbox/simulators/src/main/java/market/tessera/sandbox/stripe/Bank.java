package market.tessera.sandbox.stripe;

import tools.jackson.databind.node.ObjectNode;

/** Banks: the buyer's, which may change its mind long after the payment, and the market's own. */
public final class Bank {
    private final StripeObjects objects;
    private final Disputes disputes;
    private final Refunds refunds;
    private final Debits debits;
    private final Treasury treasury;

    Bank(StripeObjects objects, Disputes disputes, Refunds refunds, Debits debits, Treasury treasury) {
        this.objects = objects;
        this.disputes = disputes;
        this.refunds = refunds;
        this.debits = debits;
        this.treasury = treasury;
    }

    /** Every debit that is on its way arrives or fails now, as its test IBAN says. */
    public void settleDebits() {
        debits.settleAll();
    }

    /** The cardholder denies a payment; returns the dispute's id. */
    public String dispute(String paymentIntent) {
        return disputes.open(charge(paymentIntent)).path("id").asString();
    }

    /** The market says why it was right to take the money. */
    public void answer(String dispute) {
        disputes.update(dispute, FormBody.parse("evidence[uncategorized_text]=enrolled+and+taught"));
    }

    public void decide(String dispute, boolean won) {
        disputes.update(
                dispute,
                FormBody.parse("evidence[uncategorized_text]=" + (won ? "winning_evidence" : "losing_evidence")));
    }

    /** The account that a refund was sent to is closed. */
    public void bounce(String refund) {
        refunds.bounce(refund);
    }

    /** Money goes back that no one has asked our program for, as from Stripe's own dashboard. */
    public void refundByHand(String paymentIntent, long amount) {
        refunds.create(FormBody.parse("payment_intent=%s&amount=%d".formatted(paymentIntent, amount)));
    }

    /** The balance moves as none of our calls has moved it. */
    public void move(String type, long amount, String currency, String description) {
        treasury.move(type, amount, currency, description);
    }

    private ObjectNode charge(String paymentIntent) {
        return objects.find(paymentIntent)
                .flatMap(intent -> objects.find(intent.path("latest_charge").asString("")))
                .orElseThrow(() -> ApiError.notFound("payment_intent", paymentIntent));
    }
}
