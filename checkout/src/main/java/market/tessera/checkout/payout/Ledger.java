package market.tessera.checkout.payout;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Books every amount that moves, in the transaction of what moved it. Entries are only ever added; the database refuses a transaction that
 * leaves an order's postings unbalanced, or that books the same thing twice.
 */
@Repository
@EnableConfigurationProperties(PayoutProperties.class)
public class Ledger {
    private final DatabaseClient database;
    private final PayoutProperties terms;
    private final Clock clock;

    Ledger(DatabaseClient database, PayoutProperties terms, Clock clock) {
        this.database = database;
        this.terms = terms;
        this.clock = clock;
    }

    /** Money has come in for places that are now sold: each provider's share and the commission are owed. */
    public Mono<Void> sold(UUID order, Money total, List<Sale> sales) {
        var shares = sales.stream().filter(sale -> !sale.price().isZero()).flatMap(this::shares);
        return post(order, "SALE", Stream.concat(Stream.of(Posting.of("STRIPE", total)), shares));
    }

    /** Money has come in for places that are gone: all of it is owed back. */
    public Mono<Void> unseated(UUID order, Money total) {
        return post(order, "UNSEATED", Stream.of(Posting.of("STRIPE", total), Posting.of("BUYER", negative(total))));
    }

    /** What was owed back has gone back. */
    public Mono<Void> returned(UUID order, Money total) {
        return post(order, "RETURN", Stream.of(Posting.of("BUYER", total), Posting.of("STRIPE", negative(total))));
    }

    private Stream<Posting> shares(Sale sale) {
        var commission = terms.commission(sale.price());
        return Stream.of(
                new Posting(
                        "PROVIDER",
                        sale.provider(),
                        sale.line(),
                        negative(sale.price().minus(commission))),
                new Posting("COMMISSION", null, sale.line(), negative(commission)));
    }

    private static Money negative(Money money) {
        return Money.zero(money.currency()).minus(money);
    }

    private Mono<Void> post(UUID order, String kind, Stream<Posting> entry) {
        var postings = entry.filter(posting -> !posting.amount().isZero()).toList();
        if (postings.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into posting (order_id, kind, account, provider, line, amount, currency, posted_at)
                        select :order, :kind, account, nullif(provider, '')::uuid, nullif(line, '')::uuid, amount, :currency, :now
                        from unnest(:accounts::text[], :providers::text[], :lines::text[], :amounts::bigint[])
                          as p (account, provider, line, amount)
                        """)
                .bind("order", order)
                .bind("kind", kind)
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
