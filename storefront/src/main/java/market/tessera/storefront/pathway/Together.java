package market.tessera.storefront.pathway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Basis;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Measures;
import market.tessera.storefront.facts.Fact;
import market.tessera.storefront.facts.Words;
import org.jspecify.annotations.Nullable;

/** What several offerings come to together. What one of them does not disclose, the whole does not either. */
final class Together {
    private final List<Listing> offerings;
    private final Words words;

    Together(List<Listing> offerings, Words words) {
        this.offerings = offerings;
        this.words = words;
    }

    List<Fact> facts() {
        return List.of(cost(), effort());
    }

    /** Currencies stay apart: nothing is converted silently. */
    private Fact cost() {
        var amounts = told(listing -> listing.compare().cost().money());
        return fact("cost", amounts.size(), () -> sums(amounts));
    }

    private String sums(List<Money> amounts) {
        var sums = amounts.stream()
                .collect(Collectors.toMap(Money::currency, amount -> amount, Money::plus, LinkedHashMap::new));
        return sums.values().stream()
                .map(sum -> sum.isZero() ? words.get("fact.free") : words.money(sum))
                .collect(Collectors.joining(" + "));
    }

    private Fact effort() {
        var efforts =
                offerings.stream().map(listing -> listing.compare().effort()).toList();
        var hours = told(listing -> listing.compare().effort().hours());
        return fact("effort", hours.size(), () -> words.hours(sum(hours), sum(least(efforts)), sum(most(efforts))));
    }

    private static List<Double> least(List<Measures.Effort> efforts) {
        return efforts.stream()
                .flatMap(effort -> Stream.ofNullable(effort.min() == null ? effort.hours() : effort.min()))
                .toList();
    }

    private static List<Double> most(List<Measures.Effort> efforts) {
        return efforts.stream()
                .flatMap(effort -> Stream.ofNullable(effort.max() == null ? effort.hours() : effort.max()))
                .toList();
    }

    private static double sum(List<Double> hours) {
        return hours.stream().mapToDouble(Double::doubleValue).sum();
    }

    private Fact fact(String key, int told, Supplier<String> value) {
        var untold = offerings.size() - told;
        return untold == 0
                ? new Fact(key, value.get(), null, Basis.DERIVED, words.get("pathway.sum", offerings.size()))
                : new Fact(key, null, words.get("pathway.untold", untold, offerings.size()), Basis.UNDISCLOSED, null);
    }

    private <T> List<T> told(Function<Listing, @Nullable T> value) {
        return offerings.stream().map(value).filter(Objects::nonNull).toList();
    }
}
