package market.tessera.checkout.purchaseorder;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.checkout.offer.Offer;
import market.tessera.platform.money.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What organisations may owe to a provider for places that they use already: in all, so that no number of them can owe more. */
@Repository
class Credits {
    private final DatabaseClient database;

    Credits(DatabaseClient database) {
        this.database = database;
    }

    private record Asked(Offer.Seller seller, Money amount, Money limit) {}

    /** Others wait who want credit of these sellers, until the transaction ends. */
    Mono<Void> lock(Purchase purchase) {
        return database.sql("""
                        select id from sale_terms where id in (select sale_terms from offer_provider where id = any(:sellers))
                        order by id for update
                        """)
                .bind(
                        "sellers",
                        purchase.lines().stream()
                                .map(line -> line.offer().seller().id())
                                .toArray(UUID[]::new))
                .fetch()
                .all()
                .then();
    }

    /** Whether every seller of something that costs gives credit in that currency, and enough of it is left. */
    Mono<Boolean> cover(Purchase purchase) {
        var amounts = amounts(purchase);
        var asked = purchase.lines().stream()
                .map(line -> line.offer())
                .filter(offer -> amounts.containsKey(offer.seller().id()))
                .collect(Collectors.toMap(offer -> offer.seller().id(), Function.identity(), (first, _) -> first))
                .values();
        return asked.stream().allMatch(offer -> isGiven(offer, purchase))
                ? leaves(asked.stream().map(offer -> asked(offer, amounts)).toList(), purchase)
                : Mono.just(false);
    }

    private static boolean isGiven(Offer offer, Purchase purchase) {
        var credit = offer.terms().credit();
        return credit != null && credit.currency().equals(purchase.currency());
    }

    private static Asked asked(Offer offer, Map<UUID, Money> amounts) {
        var amount = amounts.getOrDefault(
                offer.seller().id(),
                Money.zero(amounts.values().iterator().next().currency()));
        var credit = offer.terms().credit();
        return new Asked(offer.seller(), amount, credit == null ? Money.zero(amount.currency()) : credit);
    }

    private static Map<UUID, Money> amounts(Purchase purchase) {
        var places = purchase.places();
        var prices = purchase.taxed();
        return IntStream.range(0, places.size())
                .filter(at -> !prices.get(at).charged().isZero())
                .boxed()
                .collect(Collectors.toMap(
                        at -> places.get(at).offer().seller().id(),
                        at -> prices.get(at).charged(),
                        Money::plus));
    }

    private Mono<Boolean> leaves(List<Asked> asked, Purchase purchase) {
        return database.sql("""
                        select not exists (
                          select from unnest(:sellers::uuid[], :amounts::bigint[], :limits::bigint[]) as w (seller, amount, most)
                          where w.amount + coalesce((
                            select sum(l.price_amount) from purchase_order q join orders o on o.id = q.order_id
                              join order_line l on l.order_id = q.order_id
                            where q.state = 'WAITING' and q.credit and o.currency = :currency and l.provider = w.seller), 0) > w.most)
                        """)
                .bind("sellers", asked.stream().map(one -> one.seller().id()).toArray(UUID[]::new))
                .bind(
                        "amounts",
                        asked.stream().map(one -> one.amount().amount()).toArray(Long[]::new))
                .bind("limits", asked.stream().map(one -> one.limit().amount()).toArray(Long[]::new))
                .bind("currency", purchase.currencyCode())
                .mapValue(Boolean.class)
                .one();
    }
}
