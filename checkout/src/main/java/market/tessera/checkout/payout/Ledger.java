package market.tessera.checkout.payout;

import static market.tessera.platform.database.Rows.required;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Books every amount that moves, in the transaction of what moved it. Entries are only ever added; the database refuses an entry
 * that does not balance, or that books the same thing twice.
 */
@Repository
@EnableConfigurationProperties(PayoutProperties.class)
public class Ledger {
    private static final Set<String> OF_PROVIDERS = Set.of("PROVIDER", "TAX", "OWED");

    private final DatabaseClient database;
    private final PayoutProperties terms;
    private final ReverseLines reverseLines;
    private final Clock clock;

    Ledger(DatabaseClient database, PayoutProperties terms, ReverseLines reverseLines, Clock clock) {
        this.database = database;
        this.terms = terms;
        this.reverseLines = reverseLines;
        this.clock = clock;
    }

    /**
     * Money has come in for places that are now sold: each provider's share and the commission are owed, at the rate each line was ordered under.
     * Tax in the price is the provider's to pay on, and bears no commission; it goes to the provider together with its share.
     * A discount that the market bears takes nothing off a provider's share; one that its provider bears takes off both as the price does.
     * The commission is rounded half up to what the currency can be paid in; the provider gets the remainder, which sets out on its way to it. Where
     * that could not be sent as it is, the commission gives way. Invoices of the sale are due from then on, and credit notes once money is taken back.
     */
    public Mono<Void> sold(UUID order, Money total) {
        return sold(Map.of(order, total));
    }

    /** As {@link #sold(UUID, Money)}, of many orders with one statement. */
    public Mono<Void> sold(Map<UUID, Money> totals) {
        return sold(totals, "STRIPE");
    }

    /** The same of money that the buyer had with us already: what has come by bank transfer, and was owed back until then. */
    public Mono<Void> soldOnInvoice(UUID order, Money total) {
        return sold(Map.of(order, total), "BUYER");
    }

    private Mono<Void> sold(Map<UUID, Money> totals, String from) {
        var orders = List.copyOf(totals.entrySet());
        return database.sql("""
                        with paid as (
                          select * from unnest(:orders::uuid[], :totals::bigint[], :currencies::text[]) as p (order_id, total, currency)),
                        sold as (
                          select l.id, l.order_id, l.provider, currency, price, tax, price - l.price_amount as borne,
                            price - least(price - price % step, greatest(tax + (step - tax % step) % step, left_over - left_over % step)) as commission,
                            make_interval(days => coalesce(l.holdback_days, :holdback)) as holdback
                          from paid join order_line l on l.order_id = paid.order_id, lateral (
                            select l.price_amount + case when l.discount_by_market then l.discount_amount else 0 end as price,
                              coalesce(l.tax_amount, 0) as tax, payable_step(currency) as step) due,
                            lateral (
                              select price - ((price - tax) * coalesce(l.commission_basis_points, :usual) + 5000 * step) / (10000 * step) * step
                                as left_over) shared),
                        shared as (
                          insert into transfer (line, order_id, provider, status, share, currency, check_at)
                          select id, order_id, provider, 'WAITING', price - commission, currency,
                            cast(:now as timestamptz) + greatest(holdback, interval '10 seconds')
                          from sold where price > commission),
                        documented as (
                          insert into document_due (order_id, cause) select order_id, '' from paid where total > 0)
                        insert into posting (order_id, kind, account, provider, line, amount, currency, posted_at)
                        select order_id, 'SALE', account, provider, line, amount, currency, :now from (
                          select order_id, currency, cast(:from as text) as account, null::uuid as provider, null::uuid as line, total as amount from paid
                          union all select order_id, currency, 'PROVIDER', provider, id, commission + tax - price from sold
                          union all select order_id, currency, 'TAX', provider, id, -tax from sold
                          union all select order_id, currency, 'COMMISSION', null, id, -commission from sold
                          union all select order_id, currency, 'PROMOTION', null, id, borne from sold) entry
                        where amount <> 0
                        """)
                .bind("orders", orders.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .bind(
                        "totals",
                        orders.stream().map(order -> order.getValue().amount()).toArray(Long[]::new))
                .bind(
                        "currencies",
                        orders.stream()
                                .map(order -> order.getValue().currency().getCurrencyCode())
                                .toArray(String[]::new))
                .bind("from", from)
                .bind("usual", terms.commissionBasisPoints())
                .bind("holdback", terms.holdbackDays())
                .bind("now", clock.instant())
                .then();
    }

    /** Money has come to our bank account; it is owed back until it is used for the order. */
    public Mono<Void> received(UUID order, Money amount, String cause) {
        return move(order, "RECEIPT", cause, amount, "BUYER", "BANK");
    }

    /** What was owed back has gone back from our bank account. */
    public Mono<Void> sentBack(UUID order, Money amount, String cause) {
        return move(order, "RETURN", cause, amount, "BANK", "BUYER");
    }

    /** Money has come in for places that are gone, or that come to something else: all of it is owed back. */
    public Mono<Void> unseated(UUID order, Money total) {
        return move(order, "UNSEATED", null, total, "BUYER", "STRIPE");
    }

    /** Money has come that the order did not ask for: it is owed back, beside whatever else the order is owed or owes. */
    public Mono<Void> strayed(UUID order, Money amount, String reference) {
        return move(order, "STRAY", "stray:" + reference, amount, "BUYER", "STRIPE");
    }

    /** What was owed back has gone back; emits how much. */
    public Mono<Money> returned(UUID order) {
        return database.sql("""
                        with back as (
                          insert into posting (order_id, kind, account, amount, currency, posted_at)
                          select order_id, 'RETURN', account, -amount, currency, :now from posting
                          where order_id = :order and kind = 'UNSEATED'
                          returning account, amount, currency)
                        select amount, currency from back where account = 'BUYER'
                        """)
                .bind("order", order)
                .bind("now", clock.instant())
                .map(row -> Money.of(required(row, "amount", Long.class), required(row, "currency", String.class)))
                .one();
    }

    /**
     * So much of what was paid for each of these lines is owed to the buyer: shares, tax and commission are taken back as they were booked, whole
     * or in proportion.
     */
    public Mono<Void> refunded(UUID order, Map<UUID, Money> lines, String cause) {
        return reverseLines.book(order, lines, "REFUND", "BUYER", cause);
    }

    /** What was owed to the buyer by that refund has gone back. */
    public Mono<Void> refundReturned(UUID order, Money amount, String cause) {
        return move(order, "RETURN", cause, amount, "STRIPE", "BUYER");
    }

    /** The buyer's bank has sent it back: it is with the payment company and owed to the buyer again. */
    public Mono<Void> refundBounced(UUID order, Money amount, String cause) {
        return move(order, "RETURN_FAILED", cause, amount, "BUYER", "STRIPE");
    }

    /** The buyer's bank wants it back; the payment company holds it until that is decided. */
    public Mono<Void> disputed(UUID order, Money amount, String cause) {
        return move(order, "DISPUTE", cause, amount, "STRIPE", "DISPUTED");
    }

    public Mono<Void> disputeWon(UUID order, Money amount, String cause) {
        return move(order, "DISPUTE_WON", cause, amount, "DISPUTED", "STRIPE");
    }

    /** So much of what was paid for each of these lines has gone back by the bank: it is taken back as by a refund. */
    public Mono<Void> disputeLost(UUID order, Map<UUID, Money> lines, String cause) {
        return reverseLines.book(order, lines, "DISPUTE_LOST", "DISPUTED", cause);
    }

    /** A payment that the order did not ask for has gone back by the bank, as it was owed. */
    public Mono<Void> strayLost(UUID order, Money amount, String cause) {
        return move(order, "DISPUTE_LOST", cause, amount, "DISPUTED", "BUYER");
    }

    /** What has gone back by the bank is not what places cost: the market bears it until a person decides. */
    public Mono<Void> disputeBorne(UUID order, Money amount, String cause) {
        return move(order, "DISPUTE_LOST", cause, amount, "DISPUTED", "LOSS");
    }

    /** The provider's share of a line has gone to its account. */
    public Mono<Void> transferred(SoldLine line, Money amount) {
        return move(line, "TRANSFER", "transfer:" + line.id(), amount, "STRIPE", "PROVIDER");
    }

    /** It has come back, or a part of it. */
    public Mono<Void> reversed(SoldLine line, Money amount, UUID reversal) {
        return move(line, "REVERSAL", "reversal:" + reversal, amount, "PROVIDER", "STRIPE");
    }

    /** It does not come back: the provider owes it. */
    public Mono<Void> owed(SoldLine line, Money amount, UUID reversal) {
        return move(line, "OWED", "reversal:" + reversal, amount, "PROVIDER", "OWED");
    }

    /** What the provider owes because of a reversal of another line is set off against its share of this one. */
    public Mono<Void> netted(SoldLine line, Money amount, UUID reversal) {
        return move(line, "NETTED", "reversal:" + reversal, amount, "OWED", "PROVIDER");
    }

    private static Money negative(Money money) {
        return Money.zero(money.currency()).minus(money);
    }

    /** An entry of two postings: the one account has so much less, the other so much more. */
    private Mono<Void> move(UUID order, String kind, @Nullable String cause, Money amount, String from, String to) {
        return post(order, kind, cause, Stream.of(Posting.of(to, amount), Posting.of(from, negative(amount))));
    }

    /** The same of one line and its provider. */
    private Mono<Void> move(SoldLine line, String kind, String cause, Money amount, String from, String to) {
        return post(
                line.order(), kind, cause, Stream.of(posting(line, to, amount), posting(line, from, negative(amount))));
    }

    private static Posting posting(SoldLine line, String account, Money amount) {
        return new Posting(account, OF_PROVIDERS.contains(account) ? line.provider() : null, line.id(), amount);
    }

    private Mono<Void> post(UUID order, String kind, @Nullable String cause, Stream<Posting> entry) {
        var postings = entry.filter(posting -> !posting.amount().isZero()).toList();
        if (postings.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into posting (order_id, kind, account, provider, line, amount, currency, cause, posted_at)
                        select :order, :kind, account, nullif(provider, '')::uuid, nullif(line, '')::uuid, amount, :currency, :cause, :now
                        from unnest(:accounts::text[], :providers::text[], :lines::text[], :amounts::bigint[])
                          as p (account, provider, line, amount)
                        """)
                .bind("order", order)
                .bind("kind", kind)
                .bind("cause", Bindings.nullable(cause, String.class))
                .bind("currency", postings.getFirst().amount().currency().getCurrencyCode())
                .bind("now", clock.instant())
                .bind("accounts", column(postings, Posting::account))
                .bind("providers", column(postings, posting -> text(posting.provider())))
                .bind("lines", column(postings, posting -> text(posting.line())))
                .bind(
                        "amounts",
                        postings.stream()
                                .map(posting -> posting.amount().amount())
                                .toArray(Long[]::new))
                .then();
    }

    private static String[] column(List<Posting> postings, Function<Posting, String> value) {
        return postings.stream().map(value).toArray(String[]::new);
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }

    private record Posting(
            String account,
            @Nullable UUID provider,
            @Nullable UUID line,
            Money amount) {
        static Posting of(String account, Money amount) {
            return new Posting(account, null, null, amount);
        }
    }
}
