package market.tessera.checkout.order;

import java.time.LocalDate;
import java.util.UUID;
import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.platform.money.Money;
import reactor.core.publisher.Mono;

/** Buying by purchase order: the invoice comes first, the money by bank transfer. */
public interface OnInvoice {
    /** Empty where it is not to be had for this purchase. */
    Mono<Terms> terms(Purchase purchase);

    /**
     * The order waits for its invoices to be paid. Joins the placing transaction, as the last thing in it, and calls no one; false if it is not to
     * be had.
     */
    Mono<Boolean> begin(UUID order, Purchase purchase, String number);

    /** What has come of an order's money, and was not sent back. */
    Mono<Money> received(Order order);

    /** Its buyer does not want it any more; false if it was paid, has ended, or somebody has taken up one of its places. */
    Mono<Boolean> withdraw(UUID order);

    /**
     * On which it is to be had.
     *
     * @param credit whether the places can be handed out at once
     */
    record Terms(LocalDate dueOn, boolean credit) {}
}
