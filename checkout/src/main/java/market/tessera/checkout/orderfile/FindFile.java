package market.tessera.checkout.orderfile;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.dispute.Disputes;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.orderfile.DeskFile.Line;
import market.tessera.checkout.orderfile.Places.Place;
import market.tessera.checkout.orderfile.Places.Seat;
import market.tessera.checkout.payment.StrayPayments;
import market.tessera.checkout.refund.RefundWishes;
import market.tessera.checkout.refund.Refunds;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Gathers what the desk knows of an order. */
@Service
class FindFile {
    private final Orders orders;
    private final Places places;
    private final Refunds refunds;
    private final Disputes disputes;
    private final StrayPayments strays;
    private final RefundWishes wishes;
    private final History history;

    FindFile(
            Orders orders,
            Places places,
            Refunds refunds,
            Disputes disputes,
            StrayPayments strays,
            RefundWishes wishes,
            History history) {
        this.orders = orders;
        this.places = places;
        this.refunds = refunds;
        this.disputes = disputes;
        this.strays = strays;
        this.wishes = wishes;
        this.history = history;
    }

    /** For who has nothing to do with it an order does not exist (404). */
    Mono<DeskFile> find(UUID id, DeskScope scope) {
        return Mono.zip(
                        orders.find(id),
                        places.of(id)
                                .collectMap(Place::line)
                                .zipWith(places.seats(id).collectMap(Seat::line)),
                        places.pathwayBadges(id).collectList(),
                        refunds.of(id).collectList(),
                        refunds.parts(id).collectList(),
                        disputes.of(id).collectList(),
                        strays.of(id).collectList().zipWith(wishes.of(id).collectList()),
                        history.of(id).collectList())
                .map(found -> new DeskFile(
                        found.getT1(),
                        found.getT1().lines().stream()
                                .map(line -> new Line(
                                        line,
                                        found.getT2().getT1().get(line.id()),
                                        found.getT2().getT2().get(line.id())))
                                .toList(),
                        found.getT3(),
                        found.getT4(),
                        found.getT5(),
                        found.getT6(),
                        found.getT7().getT1(),
                        found.getT7().getT2(),
                        found.getT8()))
                .map(file -> file.within(scope))
                .filter(file -> !file.lines().isEmpty())
                .switchIfEmpty(notFound());
    }
}
