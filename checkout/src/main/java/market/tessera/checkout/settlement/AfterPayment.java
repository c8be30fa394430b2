package market.tessera.checkout.settlement;

import java.time.Instant;
import market.tessera.checkout.basket.Baskets;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderKeys.Guests;
import market.tessera.platform.mail.Outbox;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Everything that happens together with a payment: enrollments are requested or an organisation gets its places, the basket is emptied, the buyer is told. */
@Component
class AfterPayment {
    private final PaidLines paidLines;
    private final BulkPlaces bulk;
    private final FulfilOrder fulfil;
    private final Baskets baskets;
    private final OrderLetters letters;
    private final SendReceipt receipt;
    private final Outbox outbox;

    AfterPayment(
            PaidLines paidLines,
            BulkPlaces bulk,
            FulfilOrder fulfil,
            Baskets baskets,
            OrderLetters letters,
            SendReceipt receipt,
            Outbox outbox) {
        this.paidLines = paidLines;
        this.bulk = bulk;
        this.fulfil = fulfil;
        this.baskets = baskets;
        this.letters = letters;
        this.receipt = receipt;
        this.outbox = outbox;
    }

    Mono<Void> paid(Order order, Instant at) {
        return paid(order, at, receipt.send(order));
    }

    /** @param issued a guest's keys to it, which are good already */
    Mono<Void> paid(Order order, Guests issued, Instant at) {
        return paid(order, at, receipt.send(order, issued));
    }

    private Mono<Void> paid(Order order, Instant at, Mono<Void> receipt) {
        return placed(order, at)
                .then(baskets.removeBought(order.basket(), order.intakes()))
                .then(receipt);
    }

    /** The basket was emptied when it was ordered, and may hold the same again. */
    Mono<Void> paidOnInvoice(Order order, Instant at) {
        return placed(order, at).then(outbox.put(letters.receipt(order)));
    }

    private Mono<Void> placed(Order order, Instant at) {
        var organisation = order.organisation();
        return organisation == null
                ? paidLines.request(order.paidOrder(at))
                : bulk.receive(order.paidOrder(at), organisation).then(fulfil.handedOver(order.id()));
    }

    Mono<Void> returned(Order order, Money amount) {
        return outbox.put(letters.returned(order, amount));
    }

    /** The buyer has done everything, and is not to do it again by mistake. */
    Mono<Void> underway(Order order) {
        return baskets.removeBought(order.basket(), order.intakes());
    }

    Mono<Void> failed(Order order) {
        return baskets.putBack(order.basket(), order.intakes()).then(outbox.put(letters.failed(order)));
    }
}
