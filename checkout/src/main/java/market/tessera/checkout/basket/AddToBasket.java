package market.tessera.checkout.basket;

import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.basket.Addition.Added;
import market.tessera.checkout.basket.Addition.Full;
import market.tessera.checkout.basket.Addition.Refused;
import market.tessera.checkout.basket.Addition.Unknown;
import market.tessera.checkout.basket.FindBasket.Target;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offer.Refusal;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.waitlist.WaitingPlaces;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts a place into a visitor's basket if it can be bought now; a refusal leaves the basket as it is. */
@Service
class AddToBasket {
    private static final int MOST_LINES = 50;

    private final Offers offers;
    private final FindBasket baskets;
    private final Baskets lines;
    private final WaitingPlaces waiting;
    private final Clock clock;

    AddToBasket(Offers offers, FindBasket baskets, Baskets lines, WaitingPlaces waiting, Clock clock) {
        this.offers = offers;
        this.baskets = baskets;
        this.lines = lines;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** @param place in line for which a seat may be held; null if the visitor brings none */
    Mono<Addition> add(Visitor visitor, UUID offering, UUID intake, @Nullable UUID place) {
        return offers.find(offering, intake)
                .flatMap(
                        offer -> held(place, intake).flatMap(held -> addIfBuyable(visitor, offer, held ? place : null)))
                .defaultIfEmpty(new Unknown());
    }

    private Mono<Boolean> held(@Nullable UUID place, UUID intake) {
        return place == null ? Mono.just(false) : waiting.isOffered(place, intake);
    }

    private Mono<Addition> addIfBuyable(Visitor visitor, Offer offer, @Nullable UUID place) {
        var refusal = offer.refusal(clock).filter(why -> place == null || why != Refusal.SOLD_OUT);
        var price = offer.price();
        return refusal.isPresent() || price == null
                ? Mono.just(new Refused(offer, refusal.orElse(Refusal.UNDISCLOSED)))
                : baskets.target(visitor).flatMap(target -> put(target, offer, price, place));
    }

    private Mono<Addition> put(Target target, Offer offer, Money price, @Nullable UUID place) {
        return lines.put(target, offer, price, place, MOST_LINES)
                .<Addition>map(count -> new Added(target.basket(), count))
                .defaultIfEmpty(new Full());
    }
}
