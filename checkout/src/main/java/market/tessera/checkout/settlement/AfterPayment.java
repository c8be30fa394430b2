package market.tessera.checkout.settlement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.basket.Baskets;
import market.tessera.checkout.basket.Baskets.Bought;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderKeys.Guests;
import market.tessera.platform.mail.Outbox;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
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
        return placed(List.of(order), at)
                .then(baskets.removeBought(order.basket(), order.intakes()))
                .then(receipt.send(order));
    }

    /** @param issued guests' keys by their orders, which are good already */
    Mono<Void> paid(List<Order> orders, Map<UUID, Guests> issued, Instant at) {
        return placed(orders, at).then(baskets.removeBought(bought(orders))).then(receipt.send(orders, issued));
    }

    private static List<Bought> bought(List<Order> orders) {
        return orders.stream()
                .flatMap(order -> order.intakes().stream().map(intake -> new Bought(order.basket(), intake)))
                .toList();
    }

    /** The basket was emptied when it was ordered, and may hold the same again. */
    Mono<Void> paidOnInvoice(Order order, Instant at) {
        return placed(List.of(order), at).then(outbox.put(letters.receipt(order)));
    }

    private Mono<Void> placed(List<Order> orders, Instant at) {
        var own = orders.stream()
                .filter(order -> order.organisation() == null)
                .map(order -> order.paidOrder(at))
                .toList();
        return (own.isEmpty() ? Mono.<Void>empty() : paidLines.request(own))
                .thenMany(Flux.fromIterable(orders))
                .concatMap(order -> Mono.justOrEmpty(order.organisation())
                        .flatMap(organisation ->
                                bulk.receive(order.paidOrder(at), organisation).then(fulfil.handedOver(order.id()))))
                .then();
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
