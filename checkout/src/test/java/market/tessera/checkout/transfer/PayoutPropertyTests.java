package market.tessera.checkout.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Shop;
import market.tessera.checkout.payout.Ledger;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Many providers' shares sent, given back, fetched and set off at the same time, in currencies with no, two and three decimals, and with two that are
 * never used, over a bank that
 * fails before and after it has done what it was asked for: in the end every provider has exactly what it has earned.
 */
@CheckoutTest
class PayoutPropertyTests {
    private static final int ORDERS = 1_000;
    private static final int ROUNDS = 6;
    private static final List<String> CURRENCIES = List.of("JPY", "EUR", "KWD", "MGA");

    private final Random random = new Random(23);
    private final List<UUID> providers =
            Stream.generate(UUID::randomUUID).limit(5).toList();
    private final String ours =
            providers.stream().map(UUID::toString).collect(Collectors.joining("', '", "provider in ('", "')"));
    private final Map<Line, Money> gone = new HashMap<>();
    private final FickleBank bank = new FickleBank();

    @Autowired
    private Shop shop;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Transfers transfers;

    @Autowired
    private Reversals reversals;

    @Autowired
    private RecordTransfer recordTransfer;

    @Autowired
    private RecordReversal recordReversal;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    private record Line(UUID id, UUID order, UUID provider, Money price, Integer rate) {}

    @BeforeEach
    void nothingElseIsDue() {
        run("update transfer set check_at = null");
        run("update transfer_reversal set check_at = null");
    }

    /** Stripe knows of none of it: others' books are compared without. */
    @AfterEach
    void nothingIsLeftToCompare() {
        run("delete from transfer_reversal where " + ours);
        run("delete from transfer where " + ours);
        run(
                "delete from payment_intent where order_id in (select id from orders where email = 'property@example.org')");
    }

    @Test
    void everyProviderEndsWithWhatItHasEarned() {
        var lines = IntStream.range(0, ORDERS).boxed().flatMap(_ -> order()).toList();
        insert(lines);
        Flux.fromIterable(byOrder(lines).entrySet())
                .flatMap(order -> ledger.sold(order.getKey(), total(order.getValue())), 8)
                .blockLast();
        assertThat(shop.count("""
                        select count(*) from (select from posting
                          where kind = 'SALE' and order_id in (select order_id from posting where %s) group by order_id
                          having sum(amount) filter (where account in ('PROVIDER', 'COMMISSION')) <> -sum(amount) filter (where account = 'STRIPE')) odd
                        """.formatted(ours)))
                .as("shares and commission make up the charge")
                .isZero();

        var kept = new ArrayList<>(lines);
        Collections.shuffle(kept, random);
        for (var round = 0; round < ROUNDS; round++) {
            var returned = rest(take(kept, kept.size() / 10));
            var lowered = parts(kept.subList(0, kept.size() / 8));
            Flux.merge(work(), work(), giveBack(returned), giveBack(lowered)).blockLast();
        }
        bank.recovers();
        for (var look = 0; look < ROUNDS && open() > 0; look++) {
            work().blockLast();
        }
        assertThat(open()).isZero();

        assertThat(bank.paidMoreThanOnce()).isEmpty();
        assertThat(bank.odd()).as("amounts that nobody can be paid").isEmpty();
        for (var provider : providers) {
            for (var currency : CURRENCIES) {
                var earned = shares(lines, provider, currency);
                var has = bank.balance(provider, currency);
                var owes = posted("account = 'OWED'", provider, currency);
                assertThat(has - owes).as("%s of %s", currency, provider).isEqualTo(earned);
                assertThat(posted("account = 'PROVIDER'", provider, currency)).isZero();
                assertThat(owes)
                        .isEqualTo(shop.count(
                                "select coalesce(sum(owed), 0) from transfer_reversal where provider = '%s' and currency = '%s'"
                                        .formatted(provider, currency)));
            }
        }
        assertThat(shop.count("select count(*) from posting where kind = 'NETTED' and " + ours))
                .as("some of it was owed and set off, or this proves little")
                .isPositive();
        assertThat(shop.count("""
                        select count(*) from (select from posting where account = 'STRIPE' and kind in ('TRANSFER', 'REVERSAL') group by line
                          having sum(amount) > 0) more
                        """)).as("reversals of more than was sent").isZero();
    }

    private long open() {
        return shop.count("select count(*) from transfer where status in ('WAITING', 'SENDING') and " + ours)
                + shop.count("select count(*) from transfer_reversal where status = 'INTENDED' and " + ours);
    }

    /** One look at everything that is due, and everything is. */
    private Flux<Long> work() {
        return database.sql("update transfer set check_at = now() where status in ('WAITING', 'SENDING') and " + ours)
                .then()
                .then(database.sql(
                                "update transfer_reversal set check_at = now() where status = 'INTENDED' and " + ours)
                        .then())
                .thenMany(Flux.defer(() -> Flux.concat(
                        until(new SendShares(transfers, recordTransfer, bank).due()),
                        until(new FetchShares(reversals, recordReversal, bank).due()))));
    }

    private static Flux<Long> until(Mono<Long> due) {
        return due.repeat().takeUntil(done -> done == 0);
    }

    /** All that is left of their prices. */
    private Map<Line, Money> rest(List<Line> lines) {
        return lines.stream()
                .collect(Collectors.toMap(line -> line, line -> line.price().minus(gone(line))));
    }

    /** Some of them more than once, and none of them whole. */
    private Map<Line, Money> parts(List<Line> lines) {
        return lines.stream()
                .filter(line -> stepsLeft(line) > 1)
                .collect(Collectors.toMap(
                        line -> line,
                        line -> new Money(
                                (1 + random.nextLong(stepsLeft(line) - 1)) * step(line),
                                line.price().currency())));
    }

    private long stepsLeft(Line line) {
        return line.price().minus(gone(line)).amount() / step(line);
    }

    private static int step(Line line) {
        return Money.payableStep(line.price().currency());
    }

    private Money gone(Line line) {
        return gone.getOrDefault(line, Money.zero(line.price().currency()));
    }

    private Flux<Long> giveBack(Map<Line, Money> lines) {
        lines.forEach((line, amount) -> gone.merge(line, amount, Money::plus));
        return Flux.fromIterable(byOrder(List.copyOf(lines.keySet())).entrySet())
                .concatMap(order -> database.sql("select id from orders where id = :id for update")
                        .bind("id", order.getKey())
                        .then()
                        .then(Mono.defer(() -> ledger.refunded(
                                order.getKey(),
                                order.getValue().stream().collect(Collectors.toMap(Line::id, lines::get)),
                                "refund:" + UUID.randomUUID())))
                        .as(transaction::transactional)
                        .thenReturn(1L));
    }

    private Stream<Line> order() {
        var order = UUID.randomUUID();
        var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        var step = Money.payableStep(Currency.getInstance(currency));
        return IntStream.rangeClosed(1, 1 + random.nextInt(4))
                .mapToObj(_ -> new Line(
                        UUID.randomUUID(),
                        order,
                        providers.get(random.nextInt(providers.size())),
                        Money.of(
                                (1 + (random.nextInt(5) == 0 ? random.nextLong(4) : random.nextLong(2_000_000))) * step,
                                currency),
                        random.nextInt(10_001)));
    }

    private void insert(List<Line> lines) {
        for (var provider : providers) {
            run(
                    "insert into offer_provider (id, version, slug, name, country, hue, verified) values ('%1$s', 1, '%1$s', 'P', 'GB', 1, true)"
                            .formatted(provider));
            run("""
                    insert into payout_account (provider, version, country, stripe_id, state, wanted_by, wanted_at)
                    values ('%1$s', 1, 'GB', 'acct_%1$s', 'ACTIVE', 'test', now())
                    """.formatted(provider));
        }
        database.sql("""
                        insert into orders (id, number, status, basket, attempt, name, email, locale, amount, currency, created_at, expires_at, paid_at)
                        select id, id, 'FULFILLED', id, id, 'Property', 'property@example.org', 'en', 0, currency, now(), now(), now()
                        from (select distinct on (id) * from unnest(:ids::uuid[], :currencies::text[]) as o (id, currency)) o
                        """)
                .bind("ids", column(lines, Line::order, UUID[]::new))
                .bind(
                        "currencies",
                        column(lines, line -> line.price().currency().getCurrencyCode(), String[]::new))
                .then()
                .block();
        run("""
            insert into payment_intent (order_id, status, reference, created_at)
            select id, 'PAID', 'pi_' || id, now() from orders where email = 'property@example.org' on conflict do nothing
            """);
        database.sql("""
                        insert into order_line (id, order_id, position, offer, edition, intake, provider, slug, title, provider_name,
                          hue, self_paced, price_amount, commission_basis_points, holdback_days, confirmed_at)
                        select id, order_id, row_number() over (), id, 1, id, provider, 's', 't', 'p', 1, true, price, rate, 0, now()
                        from unnest(:ids::uuid[], :orders::uuid[], :providers::uuid[], :prices::bigint[], :rates::int[])
                          as l (id, order_id, provider, price, rate)
                        """)
                .bind("ids", column(lines, Line::id, UUID[]::new))
                .bind("orders", column(lines, Line::order, UUID[]::new))
                .bind("providers", column(lines, Line::provider, UUID[]::new))
                .bind("prices", column(lines, line -> line.price().amount(), Long[]::new))
                .bind("rates", column(lines, Line::rate, Integer[]::new))
                .then()
                .block();
    }

    private static <T> T[] column(List<Line> lines, Function<Line, T> value, IntFunction<T[]> array) {
        return lines.stream().map(value).toArray(array);
    }

    private static List<Line> take(List<Line> lines, int count) {
        var some = lines.subList(0, count);
        var taken = List.copyOf(some);
        some.clear();
        return taken;
    }

    private static Map<UUID, List<Line>> byOrder(List<Line> lines) {
        return lines.stream().collect(Collectors.groupingBy(Line::order));
    }

    private static Money total(List<Line> lines) {
        return lines.stream().map(Line::price).reduce(Money::plus).orElseThrow();
    }

    /** Of what is left of these lines. */
    private long shares(List<Line> lines, UUID provider, String currency) {
        return lines.stream()
                .filter(line -> line.provider().equals(provider)
                        && line.price().currency().getCurrencyCode().equals(currency))
                .mapToLong(this::share)
                .sum();
    }

    private long share(Line line) {
        var price = line.price().amount();
        var gone = gone(line).amount();
        var step = step(line);
        var commission = (price * line.rate() + 5_000L * step) / (10_000L * step) * step;
        var commissionGone = Math.min(commission, (2 * commission * gone + price * step) / (2 * price * step) * step);
        return price - commission - (gone - (gone == price ? commission : commissionGone));
    }

    private long posted(String which, UUID provider, String currency) {
        return shop.count(
                "select coalesce(sum(amount), 0) from posting where %s and provider = '%s' and currency = '%s'"
                        .formatted(which, provider, currency));
    }

    private void run(String sql) {
        database.sql(sql).then().block();
    }
}
