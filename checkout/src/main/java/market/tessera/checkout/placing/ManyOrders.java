package market.tessera.checkout.placing;

import java.util.List;
import market.tessera.checkout.order.OrderSeats;
import market.tessera.checkout.order.Payments;
import market.tessera.checkout.placing.NewOrders.NewOrder;
import market.tessera.platform.database.NotTogether;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Holds the seats of many purchases and writes their orders and intents to pay with as many statements as for one. If there are not seats for all, or an
 * earlier order waits of one of their baskets, nothing is written, and each has to be looked at on its own. Joins the caller's transaction.
 */
@Component
class ManyOrders {
    private final OrderSeats seats;
    private final NewOrders newOrders;
    private final Payments payments;

    ManyOrders(OrderSeats seats, NewOrders newOrders, Payments payments) {
        this.seats = seats;
        this.newOrders = newOrders;
        this.payments = payments;
    }

    /** @return one for each, in their order; a {@link NotTogether} if they can not be written together */
    Mono<List<Placement>> write(List<NewOrder> orders) {
        return seats.hold(
                        orders.stream().flatMap(order -> order.seats().stream()).toList())
                .filter(held -> held)
                .flatMap(_ -> newOrders.insert(orders))
                .filter(written -> written.size() == orders.size())
                .switchIfEmpty(Mono.error(NotTogether::new))
                .then(Mono.defer(
                        () -> payments.intend(orders.stream().map(NewOrder::id).toList())))
                .thenReturn(orders.stream().<Placement>map(NewOrder::placed).toList());
    }
}
