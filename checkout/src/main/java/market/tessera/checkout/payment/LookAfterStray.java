package market.tessera.checkout.payment;

import java.util.UUID;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.payment.StrayPayments.Stray;
import market.tessera.checkout.payout.Ledger;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.platform.mail.Outbox;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Writes down a payment that its order did not ask for: in the ledger, on the desk, and in a mail to its buyer, who is not to worry about it. */
@Service
class LookAfterStray {
    private final StrayPayments strays;
    private final Ledger ledger;
    private final Orders orders;
    private final StrayLetters letters;
    private final Outbox outbox;

    LookAfterStray(StrayPayments strays, Ledger ledger, Orders orders, StrayLetters letters, Outbox outbox) {
        this.strays = strays;
        this.ledger = ledger;
        this.orders = orders;
        this.letters = letters;
        this.outbox = outbox;
    }

    /**
     * However often Stripe tells of it. Joins the caller's transaction.
     *
     * @param returned whether it goes back by itself, with what belongs to that
     */
    Mono<Void> came(SessionState.Paid paid, boolean returned) {
        return strays.insert(paid, returned)
                .filter(first -> first && !returned)
                .flatMap(_ -> ledger.strayed(paid.order(), paid.amount(), paid.reference())
                        .then(orders.find(paid.order())))
                .flatMap(order -> outbox.put(letters.came(paid.session(), order, paid.amount())));
    }

    /** Somebody has sent back what was left of it; false if somebody has looked after it before. */
    @Transactional
    public Mono<Boolean> sentBack(UUID order, Stray stray, String note, String by) {
        return strays.settle(order, stray.session(), note, by)
                .delayUntil(settled -> settled ? tell(order, stray) : Mono.<Void>empty());
    }

    private Mono<Void> tell(UUID order, Stray stray) {
        return orders.find(order)
                .flatMap(found -> outbox.put(
                        letters.sentBack(stray.session(), found, stray.amount().minus(stray.gone()))));
    }
}
