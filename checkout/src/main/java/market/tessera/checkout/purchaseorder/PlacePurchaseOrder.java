package market.tessera.checkout.purchaseorder;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.checkout.order.OnInvoice;
import market.tessera.checkout.order.Order;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes an organisation's order on invoice: its places are held, its invoices issued, its buyer told where to pay. */
@Service
class PlacePurchaseOrder implements OnInvoice {
    private final PurchaseOrders purchaseOrders;
    private final Credits credits;
    private final BankBooks books;
    private final EndPurchaseOrder end;
    private final PurchaseOrderProperties properties;
    private final BeginInvoiced begin;
    private final Clock clock;

    PlacePurchaseOrder(
            PurchaseOrders purchaseOrders,
            Credits credits,
            BankBooks books,
            EndPurchaseOrder end,
            PurchaseOrderProperties properties,
            BeginInvoiced begin,
            Clock clock) {
        this.purchaseOrders = purchaseOrders;
        this.credits = credits;
        this.books = books;
        this.end = end;
        this.properties = properties;
        this.begin = begin;
        this.clock = clock;
    }

    @Override
    public Mono<Terms> terms(Purchase purchase) {
        return term(purchase).map(term -> new Terms(term.dueOn(), term.credit()));
    }

    @Override
    public Mono<Boolean> begin(UUID order, Purchase purchase, String number) {
        return credits.lock(purchase)
                .then(Mono.defer(() -> term(purchase)))
                .flatMap(term -> purchaseOrders
                        .insert(order, number, term, properties.payTo().orElseThrow())
                        .then(Mono.defer(() -> begin.ordered(order, term)))
                        .thenReturn(true))
                .defaultIfEmpty(false);
    }

    @Override
    public Mono<Money> received(Order order) {
        return books.received(order.id(), order.total().currency());
    }

    @Override
    public Mono<Boolean> withdraw(UUID order) {
        return end.end(order, EndPurchaseOrder.Why.WITHDRAWN);
    }

    private Mono<Term> term(Purchase purchase) {
        if (properties.payTo().isEmpty()
                || purchase.employer() == null
                || purchase.total().isZero()) {
            return Mono.empty();
        }
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return credits.cover(purchase)
                .flatMap(credit -> Mono.justOrEmpty(Term.of(purchase, credit, today, properties)));
    }
}
