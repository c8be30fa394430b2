package market.tessera.checkout.claim;

import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.claim.Claim.Claimed;
import market.tessera.checkout.claim.Claim.OtherAddress;
import market.tessera.checkout.claim.Claim.Useless;
import market.tessera.checkout.order.OrderKeys;
import market.tessera.checkout.order.OrderKeys.Purpose;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.settlement.PaidLines;
import market.tessera.platform.identity.Person;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Takes orders that were placed as a guest into the account of whoever owns their e-mail address: by a link mailed to that address, or all at
 * once when an account with that address is confirmed.
 */
@Service
public class ClaimOrder {
    private final DatabaseClient database;
    private final Orders orders;
    private final OrderKeys keys;
    private final PaidLines paidLines;

    ClaimOrder(DatabaseClient database, Orders orders, OrderKeys keys, PaidLines paidLines) {
        this.database = database;
        this.orders = orders;
        this.keys = keys;
        this.paidLines = paidLines;
    }

    /** What the link would do, without doing it. */
    Mono<Claim> look(String key, Person person) {
        return keys.order(key, Purpose.CLAIM)
                .flatMap(orders::find)
                .<Claim>map(order ->
                        order.email().equalsIgnoreCase(person.email()) ? new Claimed(order) : new OtherAddress(order))
                .defaultIfEmpty(new Useless());
    }

    @Transactional
    Mono<Claim> claim(String key, Person person) {
        return look(key, person).flatMap(claim -> switch (claim) {
            case Claimed(var order) ->
                keys.use(key)
                        .filter(first -> first)
                        .flatMap(_ -> assign(order.id(), person.id()).thenReturn(claim))
                        .defaultIfEmpty(new Useless());
            case OtherAddress _, Useless _ -> Mono.just(claim);
        });
    }

    /** Every guest's order with this address; the account has proved that the address is its own. */
    @Transactional
    public Mono<Void> claimAll(UUID learner, String email) {
        return database.sql("select id from orders where learner is null and lower(email) = :email order by id")
                .bind("email", email.toLowerCase(Locale.ROOT))
                .mapValue(UUID.class)
                .all()
                .concatMap(order -> assign(order, learner))
                .then();
    }

    /** Enrollments before the order: the order in which confirming a place locks them, too. */
    private Mono<Void> assign(UUID order, UUID learner) {
        return paidLines
                .claimed(order, learner)
                .then(database.sql("update orders set learner = :learner where id = :order and learner is null")
                        .bind("learner", learner)
                        .bind("order", order)
                        .then());
    }
}
