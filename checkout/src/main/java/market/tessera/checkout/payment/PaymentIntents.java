package market.tessera.checkout.payment;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.settlement.SettleOrder.Ending;
import market.tessera.checkout.stripe.SessionState;
import market.tessera.checkout.stripe.StripeProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is meant to be paid, and how far that has come. */
@Repository
class PaymentIntents {
    private static final String COLUMNS = "order_id, status, session, url, reference, ending, prolonged, taxed_for";
    private static final String SELECT = "select " + COLUMNS + " from payment_intent where order_id = :order";

    private final DatabaseClient database;
    private final StripeProperties properties;
    private final Clock clock;

    PaymentIntents(DatabaseClient database, StripeProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    enum Status {
        INTENDED,
        OPEN,
        PROCESSING,
        PAID,
        ENDED,
        REFUND_DUE,
        REFUNDED;

        /** Whether money has arrived, so that no news about the session can matter any more. */
        boolean hasMoney() {
            return this == PAID || this == REFUND_DUE || this == REFUNDED;
        }
    }

    /**
     * @param session Stripe's Checkout session, once it is known
     * @param url its page
     * @param reference Stripe's payment intent, once there is money
     * @param prolonged how often its page was asked for anew: the order was given more time, or is taxed otherwise
     * @param taxedFor Stripe's account of the one seller for whom Stripe works its tax out; null where it does not
     * @param ending what it means for the order if no money comes
     */
    record PaymentIntent(
            UUID orderId,
            Status status,
            @Nullable String session,
            @Nullable URI url,
            @Nullable String reference,
            Ending ending,
            int prolonged,
            @Nullable String taxedFor) {
        /** Whether news of that session is news of this payment: one that was asked for in vain before the order was given more time is not. */
        boolean concerns(String other) {
            return session == null ? prolonged == 0 : session.equals(other);
        }
    }

    /**
     * Its tax is worked out by Stripe if that is switched on, and everything that costs is of one seller who wants it and has an account: a payment
     * has one liable account. Where the market bears a discount, tax is on more than is paid, which Stripe would not know.
     */
    Mono<Void> insert(Collection<UUID> orders) {
        return database.sql("""
                        insert into payment_intent (order_id, status, created_at, check_at, taxed_for)
                        select o.id, 'INTENDED', :now, cast(:now as timestamptz) + interval '1 minute', (
                          select min(a.stripe_id) from order_line l join offer_provider p on p.id = l.provider
                            left join tax_setting x on x.id = p.tax_setting and x.by_stripe
                            left join payout_account a on a.provider = p.id and a.state = 'ACTIVE' and x.id is not null
                          where :taxed and l.order_id = o.id and l.price_amount > 0
                          having count(distinct l.provider) = 1 and bool_and(a.stripe_id is not null and not l.discount_by_market))
                        from unnest(:orders::uuid[]) as o (id)
                        """)
                .bind("orders", orders.toArray(UUID[]::new))
                .bind("taxed", properties.tax())
                .bind("now", now())
                .then();
    }

    Mono<PaymentIntent> find(UUID order) {
        return select(SELECT, order);
    }

    /** As {@link #find}, once whoever is settling it at this moment has done so. */
    Mono<PaymentIntent> findSettled(UUID order) {
        return select(SELECT + " for share", order);
    }

    /** From now on an end without money is the buyer's will, whoever hears of it first. */
    Mono<Void> cancelling(UUID order) {
        return database.sql("update payment_intent set ending = 'CANCELLED' where order_id = :order")
                .bind("order", order)
                .then();
    }

    Mono<PaymentIntent> lock(UUID order) {
        return select(SELECT + " for update", order);
    }

    /** As {@link #lock}, of many, in the order of their ids. */
    Flux<PaymentIntent> lockAll(Collection<UUID> orders) {
        return database.sql("select " + COLUMNS
                        + " from payment_intent where order_id = any(:orders) order by order_id for update")
                .bind("orders", orders.toArray(UUID[]::new))
                .map(PaymentIntents::read)
                .all();
    }

    /** Its page is open; says nothing new of an intent that has come further already. */
    Mono<Void> opened(UUID order, String session, URI page) {
        return database.sql("""
                        update payment_intent set status = 'OPEN', session = :session, url = :url
                        where order_id = :order and status = 'INTENDED'
                        """)
                .bind("session", session)
                .bind("url", page.toString())
                .bind("order", order)
                .then();
    }

    /** Its page is asked for anew, under another key. */
    Mono<Void> prolonged(UUID order) {
        return database.sql("update payment_intent set prolonged = prolonged + 1 where order_id = :order")
                .bind("order", order)
                .then();
    }

    /** Its page is asked for anew, with the tax that its seller has stated; whoever asks twice is heard once. */
    Mono<Void> untaxed(UUID order) {
        return database.sql("""
                        update payment_intent set taxed_for = null, prolonged = prolonged + 1
                        where order_id = :order and status = 'INTENDED' and taxed_for is not null
                        """).bind("order", order).then();
    }

    /** Something that can still change. */
    Mono<Void> waits(UUID order, Status status) {
        return database.sql("update payment_intent set status = :status, check_at = :now where order_id = :order")
                .bind("status", status.name())
                .bind("now", now())
                .bind("order", order)
                .then();
    }

    Mono<Void> paid(UUID order, String session, String reference, Status status) {
        return database.sql("""
                        update payment_intent set status = :status, session = :session, reference = :reference,
                          check_at = case when :status = 'REFUND_DUE' then cast(:now as timestamptz) end
                        where order_id = :order
                        """)
                .bind("status", status.name())
                .bind("session", session)
                .bind("reference", reference)
                .bind("now", now())
                .bind("order", order)
                .then();
    }

    /** Each has been paid on its page, and nothing can change any more. */
    Mono<Void> paid(Collection<SessionState.Paid> paid) {
        return database.sql("""
                        update payment_intent i set status = 'PAID', session = p.session, reference = p.reference, check_at = null
                        from unnest(:orders::uuid[], :sessions::text[], :references::text[]) as p (order_id, session, reference)
                        where i.order_id = p.order_id
                        """)
                .bind("orders", paid.stream().map(SessionState.Paid::order).toArray(UUID[]::new))
                .bind("sessions", paid.stream().map(SessionState.Paid::session).toArray(String[]::new))
                .bind(
                        "references",
                        paid.stream().map(SessionState.Paid::reference).toArray(String[]::new))
                .then();
    }

    /** Nothing can change any more. */
    Mono<Void> done(UUID order, Status status) {
        return database.sql("update payment_intent set status = :status, check_at = null where order_id = :order")
                .bind("status", status.name())
                .bind("order", order)
                .then();
    }

    /** Takes what is due for a check, so that no other instance does; the pause until the next check doubles. */
    Flux<PaymentIntent> lease(int most) {
        return database.sql("""
                        update payment_intent set checks = checks + 1,
                          check_at = cast(:now as timestamptz) + least(interval '30 seconds' * power(2, least(checks, 10)), interval '15 minutes')
                        where order_id in (
                          select order_id from payment_intent where check_at <= :now order by check_at limit :most for update skip locked)
                        returning %s
                        """.formatted(COLUMNS))
                .bind("now", now())
                .bind("most", most)
                .map(PaymentIntents::read)
                .all();
    }

    private Mono<PaymentIntent> select(String sql, UUID order) {
        return database.sql(sql).bind("order", order).map(PaymentIntents::read).one();
    }

    private static PaymentIntent read(Readable row) {
        var url = row.get("url", String.class);
        return new PaymentIntent(
                required(row, "order_id", UUID.class),
                Status.valueOf(required(row, "status", String.class)),
                row.get("session", String.class),
                url == null ? null : URI.create(url),
                row.get("reference", String.class),
                Ending.valueOf(required(row, "ending", String.class)),
                required(row, "prolonged", Integer.class),
                row.get("taxed_for", String.class));
    }

    private Instant now() {
        return clock.instant();
    }
}
