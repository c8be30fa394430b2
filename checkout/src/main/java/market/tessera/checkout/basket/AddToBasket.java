package market.tessera.checkout.basket;

import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.basket.Addition.Added;
import market.tessera.checkout.basket.Addition.Full;
import market.tessera.checkout.basket.Addition.Refused;
import market.tessera.checkout.basket.Addition.Unknown;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offers;
import market.tessera.platform.money.Money;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Puts a place into a visitor's basket if it can be bought now; a refusal leaves the basket as it is. */
@Service
class AddToBasket {
    private static final int MOST_LINES = 50;

    private final Offers offers;
    private final FindBasket baskets;
    private final Baskets lines;
    private final Clock clock;

    AddToBasket(Offers offers, FindBasket baskets, Baskets lines, Clock clock) {
        this.offers = offers;
        this.baskets = baskets;
        this.lines = lines;
        this.clock = clock;
    }

    Mono<Addition> add(Visitor visitor, UUID offering, UUID intake) {
        return offers.find(offering, intake)
                .flatMap(offer -> addIfBuyable(visitor, offer))
                .defaultIfEmpty(new Unknown());
    }

    private Mono<Addition> addIfBuyable(Visitor visitor, Offer offer) {
        var refusal = offer.refusal(clock);
        var price = offer.price();
        return refusal.isPresent() || price == null
                ? Mono.just(new Refused(offer, refusal.orElse(Offer.Refusal.UNDISCLOSED)))
                : baskets.findOrCreate(visitor).flatMap(basket -> put(basket, offer, price));
    }

    private Mono<Addition> put(UUID basket, Offer offer, Money price) {
        return lines.put(basket, offer, price, MOST_LINES)
                .<Addition>map(count -> new Added(basket, count))
                .defaultIfEmpty(new Full());
    }
}
