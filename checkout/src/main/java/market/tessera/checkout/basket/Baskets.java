package market.tessera.checkout.basket;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.basket.Basket.Line;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offer.Refusal;
import market.tessera.checkout.offer.Offers;
import market.tessera.platform.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The lines of baskets. */
@Repository
public class Baskets {
    private final DatabaseClient database;
    private final Offers offers;
    private final HeldSeats held;
    private final Clock clock;

    Baskets(DatabaseClient database, Offers offers, HeldSeats held, Clock clock) {
        this.database = database;
        this.offers = offers;
        this.held = held;
        this.clock = clock;
    }

    /** The basket with every price and place read anew. */
    public Mono<Basket> read(UUID basket) {
        return database.sql("""
                        select intake, price_amount, price_currency from basket_line where basket = :basket order by added_at, offer
                        """)
                .bind("basket", basket)
                .mapProperties(Row.class)
                .all()
                .collectList()
                .flatMap(rows -> lines(basket, rows))
                .map(lines -> new Basket(basket, lines));
    }

    /** What has been bought leaves the basket. */
    public Mono<Void> removeBought(UUID basket, Collection<UUID> intakes) {
        return database.sql("delete from basket_line where basket = :basket and intake = any(:intakes)")
                .bind("basket", basket)
                .bind("intakes", intakes.toArray(UUID[]::new))
                .then();
    }

    /** The visitor now knows today's prices. */
    public Mono<Void> pricesSeen(UUID basket) {
        return database.sql("""
                        update basket_line l set price_amount = i.price_amount, price_currency = i.price_currency
                        from offer_intake i where l.basket = :basket and i.id = l.intake and i.price_amount is not null
                          and (i.price_amount, i.price_currency) is distinct from (l.price_amount, l.price_currency)
                        """).bind("basket", basket).then();
    }

    /** Puts a place into the basket; another intake of the same offering replaces the one that was there. */
    Mono<Void> put(UUID basket, Offer offer, Money price) {
        return database.sql("""
                        insert into basket_line (basket, offer, intake, price_amount, price_currency, added_at)
                        values (:basket, :offer, :intake, :amount, :currency, :now)
                        on conflict (basket, offer) do update set intake = excluded.intake, price_amount = excluded.price_amount,
                          price_currency = excluded.price_currency
                        """)
                .bind("basket", basket)
                .bind("offer", offer.id())
                .bind("intake", offer.intake().id())
                .bind("amount", price.amount())
                .bind("currency", price.currency().getCurrencyCode())
                .bind("now", clock.instant())
                .then();
    }

    Mono<Void> remove(UUID basket, UUID offering) {
        return database.sql("delete from basket_line where basket = :basket and offer = :offer")
                .bind("basket", basket)
                .bind("offer", offering)
                .then();
    }

    Mono<Integer> count(UUID basket) {
        return database.sql("select count(*)::int from basket_line where basket = :basket")
                .bind("basket", basket)
                .mapValue(Integer.class)
                .one();
    }

    private Mono<List<Line>> lines(UUID basket, List<Row> rows) {
        return Mono.zip(
                offers.findAll(rows.stream().map(Row::intake).toList())
                        .collectMap(offer -> offer.intake().id()),
                held.by(basket).collect(Collectors.toSet()),
                (found, own) -> rows.stream()
                        .flatMap(row ->
                                Optional.ofNullable(found.get(row.intake()))
                                        .map(offer -> line(offer, row, own))
                                        .stream())
                        .toList());
    }

    /** A seat that the basket's own unpaid order holds is not sold out for this buyer. */
    private Line line(Offer offer, Row row, Set<UUID> own) {
        var refusal = offer.refusal(clock).filter(why -> why != Refusal.SOLD_OUT || !own.contains(row.intake()));
        return new Line(offer, Money.of(row.priceAmount(), row.priceCurrency()), refusal.orElse(null));
    }

    private record Row(UUID intake, long priceAmount, String priceCurrency) {}
}
