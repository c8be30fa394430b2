package market.tessera.checkout.rebooking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.rebooking.Rebooking.Why;
import market.tessera.checkout.rebooking.RebookingRequest.Requester;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The page on which an intake is chosen, for the buyer and for the desk. */
@Component
class RebookingView {
    private final Offers offers;
    private final Enrollments enrollments;
    private final Rebookable rules;

    RebookingView(Offers offers, Enrollments enrollments, Rebookable rules) {
        this.offers = offers;
        this.enrollments = enrollments;
        this.rules = rules;
    }

    /** An intake of the same offering; why it cannot be chosen, if it cannot. */
    record Choice(Offer offer, @Nullable String objection) {}

    /** Empty if the order has no such line. */
    Mono<Rendering> of(Order order, UUID line, Requester requester, @Nullable Why refused) {
        return of(
                order,
                line,
                requester,
                refused == null ? HttpStatus.OK : HttpStatus.CONFLICT,
                refused == null ? Map.of() : Map.of("refused", refused.key()));
    }

    /** The form was sent without an intake. */
    Mono<Rendering> unchosen(Order order, UUID line, Requester requester) {
        return of(order, line, requester, HttpStatus.UNPROCESSABLE_CONTENT, Map.of("unchosen", true));
    }

    private Mono<Rendering> of(Order order, UUID line, Requester requester, HttpStatus status, Map<String, ?> words) {
        return Mono.justOrEmpty(order.line(line))
                .flatMap(found -> offers.ofOfferings(List.of(found.offering()))
                        .collectList()
                        .flatMap(all -> objection(order, found, all, requester)
                                .map(why -> page(order, found, List.of(), requester)
                                        .status(HttpStatus.CONFLICT)
                                        .model(Map.of("refused", why.key(), "stays", true))
                                        .build())
                                .defaultIfEmpty(page(order, found, choices(found, all), requester)
                                        .status(status)
                                        .model(words)
                                        .build())));
    }

    /** Why the place cannot be moved at all; empty if it can. */
    private Mono<Why> objection(Order order, OrderLine line, List<Offer> all, Requester requester) {
        return enrollments
                .ofLine(line.id())
                .flatMap(enrollment -> Mono.justOrEmpty(all.stream()
                                .filter(offer ->
                                        Rebookable.isSame(line, offer.intake().id()))
                                .findFirst())
                        .map(from -> rules.objection(order, line, enrollment, from, requester)))
                .defaultIfEmpty(Optional.of(Why.NOT_HELD))
                .flatMap(Mono::justOrEmpty);
    }

    private static Rendering.Builder<?> page(Order order, OrderLine line, List<Choice> choices, Requester requester) {
        var byBuyer = requester == Requester.BUYER;
        return Rendering.view(byBuyer ? "checkout/rebooking" : "checkout/desk-rebooking")
                .modelAttribute("back", (byBuyer ? "/orders/" : "/checkout/desk/orders/") + order.id())
                .modelAttribute("order", order)
                .modelAttribute("line", line)
                .modelAttribute("choices", choices);
    }

    private List<Choice> choices(OrderLine line, List<Offer> all) {
        return all.stream()
                .filter(offer -> offer.listed()
                        && !Rebookable.isSame(line, offer.intake().id()))
                .map(offer -> new Choice(
                        offer, rules.objection(line, offer).map(Why::key).orElse(null)))
                .toList();
    }
}
