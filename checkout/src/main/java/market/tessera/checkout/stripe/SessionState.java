package market.tessera.checkout.stripe;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.settlement.TaxOfPlaces;
import market.tessera.platform.money.Money;

/** A Checkout session as Stripe has last told of it. */
public sealed interface SessionState {
    String session();

    UUID order();

    /** Can be paid on its page. */
    record Open(String session, UUID order, URI page) implements SessionState {}

    /** The buyer is done, the money is on its way (delayed methods). */
    record Processing(String session, UUID order) implements SessionState {}

    /**
     * @param reference the payment intent that holds the money
     * @param taxes as Stripe has worked them out; empty where it was not asked to
     */
    record Paid(String session, UUID order, Money amount, String reference, List<TaxOfPlaces> taxes)
            implements SessionState {}

    /** Can not be paid any more. */
    record Ended(String session, UUID order) implements SessionState {}
}
