package market.tessera.checkout.books;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.checkout.books.Statements.Balance;
import market.tessera.checkout.books.Statements.Moved;
import market.tessera.platform.money.Money;

/**
 * A provider's month in one currency: {@code before + sold + tax - returned - paid = owed}.
 *
 * @param before owed to it when the month began
 * @param sold its shares of what was sold
 * @param returned its shares of what was given back or lost
 * @param tax in what was sold, less what was given back
 * @param commission the market's part of both
 * @param paid what has gone to it, less what came back
 * @param owed to it when the month ended
 * @param debt owed by it when the month ended
 */
record Summary(
        String providerName,
        Money before,
        Money sold,
        Money returned,
        Money tax,
        Money commission,
        Money paid,
        Money owed,
        Money debt) {
    private static final Set<String> RARE = Set.of("returned", "tax", "debt");

    /** @param key the last part of the key of its words */
    record Part(String key, Money amount) {}

    /** What there is to say; nothing of what was never taken back or owed. */
    public List<Part> parts() {
        return Stream.of(
                        new Part("before", before),
                        new Part("sold", sold),
                        new Part("tax", tax),
                        new Part("returned", returned),
                        new Part("paid", paid),
                        new Part("owed", owed),
                        new Part("debt", debt))
                .filter(part -> !part.amount().isZero() || !RARE.contains(part.key()))
                .toList();
    }

    /** @param moved in the month, of any provider and currency */
    static Summary of(Balance balance, List<Moved> moved) {
        var own = moved.stream().filter(one -> one.isOf(balance)).findFirst().orElseGet(() -> Moved.nothing(balance));
        return new Summary(
                balance.providerName(),
                balance.owed()
                        .minus(own.sold())
                        .minus(own.tax())
                        .plus(own.returned())
                        .plus(own.paid()),
                own.sold(),
                own.returned(),
                own.tax(),
                own.commission(),
                own.paid(),
                balance.owed(),
                balance.debt());
    }
}
