package market.tessera.checkout.payout;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.checkout.tax.TaxRule;
import market.tessera.checkout.tax.Taxed;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** An order and its later life. No more of a line is given back or denied than was paid for it, in however many parts. */
record History(UUID id, Money total, List<Sale> sales, List<Step> steps, List<Money> transfers, Money sentBack) {
    private static final List<String> CURRENCIES = List.of("JPY", "EUR", "KWD", "MGA");

    /** @param rate of the commission in basis points; null for the usual one */
    record Sale(@Nullable Integer rate, long discount, boolean byMarket, UUID line, UUID provider, Taxed taxed) {
        Money price() {
            return taxed.charged();
        }

        Money tax() {
            return taxed.tax();
        }

        /** By the market. */
        long borne() {
            return byMarket ? discount : 0;
        }

        long given() {
            return price().amount() + borne();
        }

        int step() {
            return Money.payableStep(price().currency());
        }
    }

    /** What happens to some lines of an order, or to a part of their prices. */
    record Step(Kind kind, Map<Sale, Money> lines, String cause) {
        enum Kind {
            REFUNDED,
            REFUND_ON_ITS_WAY,
            REFUND_BOUNCED,
            DENIED,
            DENIED_AND_WON,
            DENIED_AND_LOST
        }

        Mono<Void> book(Ledger ledger, History order) {
            var parts = lines.entrySet().stream()
                    .collect(Collectors.toMap(part -> part.getKey().line(), Map.Entry::getValue));
            var amount = order.sum(lines.values().stream());
            var owed = Mono.defer(() -> ledger.refunded(order.id(), parts, cause));
            var sent = Mono.defer(() -> order.invoiced()
                    ? ledger.sentBack(order.id(), amount, cause + ":1")
                    : ledger.refundReturned(order.id(), amount, cause + ":1"));
            var denied = Mono.defer(() -> ledger.disputed(order.id(), amount, cause));
            return switch (kind) {
                case REFUNDED -> owed.then(sent);
                case REFUND_ON_ITS_WAY -> owed;
                case REFUND_BOUNCED ->
                    owed.then(sent).then(Mono.defer(() -> ledger.refundBounced(order.id(), amount, cause + ":1")));
                case DENIED -> denied;
                case DENIED_AND_WON -> denied.then(Mono.defer(() -> ledger.disputeWon(order.id(), amount, cause)));
                case DENIED_AND_LOST -> denied.then(Mono.defer(() -> ledger.disputeLost(order.id(), parts, cause)));
            };
        }

        boolean takesBack() {
            return kind != Kind.DENIED && kind != Kind.DENIED_AND_WON;
        }
    }

    static History random(long seed) {
        var random = new Random(seed);
        var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        var sales = IntStream.rangeClosed(1, 1 + random.nextInt(6))
                .mapToObj(_ -> sale(random, currency))
                .toList();
        var total = sales.stream().map(Sale::price).reduce(Money.of(0, currency), Money::plus);
        return random.nextInt(3) == 0
                ? invoiced(random, total, sales)
                : new History(
                        UUID.randomUUID(),
                        total,
                        sales,
                        steps(random, sales, Step.Kind.values().length),
                        List.of(),
                        Money.of(0, currency));
    }

    /** Paid by bank transfers, some more than it costs; no bank denies those, and none bounces. */
    private static History invoiced(Random random, Money total, List<Sale> sales) {
        var first = new Money(random.nextLong(total.amount() + 1), total.currency());
        var tooMuch = new Money(random.nextInt(3) == 0 ? random.nextLong(1_000) : 0, total.currency());
        var sentBack = random.nextBoolean() ? tooMuch : Money.zero(total.currency());
        return new History(
                UUID.randomUUID(),
                total,
                sales,
                steps(random, sales, 2),
                List.of(first, total.minus(first).plus(tooMuch)),
                sentBack);
    }

    boolean invoiced() {
        return !transfers.isEmpty();
    }

    Money received() {
        return transfers.stream().reduce(Money.zero(total.currency()), Money::plus);
    }

    long tooMuch() {
        return invoiced() ? received().minus(total).minus(sentBack).amount() : 0;
    }

    long atBank() {
        return invoiced() ? received().minus(sentBack).amount() - of(Step.Kind.REFUNDED) : 0;
    }

    private static Sale sale(Random random, String currency) {
        var step = Money.payableStep(Currency.getInstance(currency));
        var discount = random.nextInt(3) == 0 ? random.nextLong(100_000) * step : 0;
        var byMarket = random.nextBoolean();
        var price =
                Money.of((random.nextInt(5) == 0 ? random.nextLong(4) : random.nextLong(2_000_000)) * step, currency);
        return new Sale(
                random.nextInt(4) == 0 ? null : Integer.valueOf(random.nextInt(10_001)),
                discount,
                byMarket,
                UUID.randomUUID(),
                UUID.randomUUID(),
                tax(random).of(price, Money.of(byMarket ? discount : 0, currency)));
    }

    private static TaxRule tax(Random random) {
        var rate = 1 + random.nextInt(TaxRule.MILLIONTHS / 2);
        return switch (random.nextInt(4)) {
            case 0 -> new TaxRule.Unstated();
            case 1 -> new TaxRule.Exempt("Education");
            case 2 -> new TaxRule.Included("VAT", rate);
            default -> new TaxRule.Added("GST", rate);
        };
    }

    /** @param kinds how many of the kinds can be */
    private static List<Step> steps(Random random, List<Sale> sales, int kinds) {
        var steps = new ArrayList<Step>();
        var left = new LinkedHashMap<Sale, Money>();
        sales.forEach(sale -> left.put(sale, sale.price()));
        while (!left.isEmpty() && random.nextInt(4) > 0) {
            var lines = new LinkedHashMap<Sale, Money>();
            left.entrySet().stream()
                    .limit(1 + random.nextInt(left.size()))
                    .forEach(line -> lines.put(line.getKey(), some(random, line.getValue())));
            lines.forEach((sale, gone) -> left.computeIfPresent(sale, (_, there) -> rest(there, gone)));
            var kind = Step.Kind.values()[random.nextInt(kinds)];
            steps.add(new Step(kind, lines, "step:" + UUID.randomUUID()));
        }
        return List.copyOf(steps);
    }

    /** All of it, a part, or next to nothing. */
    private static Money some(Random random, Money left) {
        var step = Money.payableStep(left.currency());
        var steps = left.amount() / step;
        var some =
                switch (random.nextInt(3)) {
                    case 0 -> steps;
                    case 1 -> Math.min(steps, 1);
                    default -> steps == 0 ? 0 : 1 + random.nextLong(steps);
                };
        return new Money(some * step, left.currency());
    }

    private static @Nullable Money rest(Money there, Money gone) {
        return there.equals(gone) ? null : there.minus(gone);
    }

    Money sum(Stream<Money> some) {
        return some.reduce(Money.zero(total.currency()), Money::plus);
    }

    long of(Step.Kind... kinds) {
        return sum(steps.stream()
                        .filter(step -> List.of(kinds).contains(step.kind()))
                        .flatMap(step -> step.lines().values().stream()))
                .amount();
    }

    long atStripe() {
        return invoiced() ? 0 : total.amount() - of(Step.Kind.REFUNDED, Step.Kind.DENIED, Step.Kind.DENIED_AND_LOST);
    }

    long owedToBuyer() {
        return tooMuch() + of(Step.Kind.REFUND_ON_ITS_WAY, Step.Kind.REFUND_BOUNCED);
    }

    long held() {
        return of(Step.Kind.DENIED);
    }

    /** @param sold the commission of each sale */
    long keptTax(ToLongFunction<Sale> sold) {
        return sales.stream()
                .mapToLong(sale -> sale.tax().amount() - taxGone(sale, sold.applyAsLong(sale)))
                .sum();
    }

    /** The commission of what was kept, by what it was of all. */
    long commission(ToLongFunction<Sale> sold) {
        return sales.stream()
                .mapToLong(sale -> sold.applyAsLong(sale) - commissionGone(sale, sold.applyAsLong(sale)))
                .sum();
    }

    /** Where money moves in steps, of the share that it belongs to. */
    private long taxGone(Sale sale, long commission) {
        return sale.step() == 1
                ? portion(sale.tax().amount(), givenGone(sale), sale.given(), 1)
                : portion(
                        sale.tax().amount(),
                        givenGone(sale) - commissionGone(sale, commission),
                        sale.given() - commission,
                        1);
    }

    private long commissionGone(Sale sale, long commission) {
        return sale.step() == 1
                ? portion(
                        commission,
                        givenGone(sale) - taxGone(sale, commission),
                        sale.given() - sale.tax().amount(),
                        1)
                : portion(commission, givenGone(sale), sale.given(), sale.step());
    }

    /** What its seller was given, and is not any more: the buyer's part and the market's. */
    private long givenGone(Sale sale) {
        var steps = this.steps.stream()
                .filter(step -> step.takesBack() && step.lines().containsKey(sale))
                .toList();
        var paid = steps.stream()
                .mapToLong(step -> step.lines().get(sale).amount())
                .sum();
        return steps.isEmpty()
                ? 0
                : paid + portion(sale.borne(), paid, sale.price().amount(), sale.step());
    }

    /** Half up to a step, and no more than the whole; all of it where it is a part of nothing. */
    private static long portion(long whole, long part, long total, int step) {
        return total == 0 || part == total
                ? whole
                : Math.min(
                        whole,
                        new BigDecimal(whole)
                                        .multiply(new BigDecimal(part))
                                        .divide(
                                                new BigDecimal(total).multiply(new BigDecimal(step)),
                                                0,
                                                RoundingMode.HALF_UP)
                                        .longValueExact()
                                * step);
    }

    long kept() {
        return total.amount()
                - of(
                        Step.Kind.REFUNDED,
                        Step.Kind.REFUND_ON_ITS_WAY,
                        Step.Kind.REFUND_BOUNCED,
                        Step.Kind.DENIED_AND_LOST);
    }
}
