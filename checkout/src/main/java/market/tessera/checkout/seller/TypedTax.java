package market.tessera.checkout.seller;

import static market.tessera.platform.page.TypedText.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import market.tessera.checkout.tax.TaxRows;
import market.tessera.checkout.tax.TaxRule;
import org.jspecify.annotations.Nullable;

/**
 * How tax is charged, as it is typed.
 *
 * @param treatment of {@link TaxRows#treatment}
 * @param rate in percent, with up to four decimals
 */
record TypedTax(
        @Nullable String treatment,
        @Nullable String name,
        @Nullable String rate,
        @Nullable String reason) {
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_NAME = 40;
    private static final int DECIMALS_OF_PERCENT = 4;

    /** Names of the fields that are wrong. */
    List<String> wrong() {
        return switch (text(treatment)) {
            case "UNSTATED" -> List.of();
            case "EXEMPT" -> wrong("reason", isGiven(reason, LONGEST_REASON)).toList();
            case "INCLUDED", "ADDED" ->
                Stream.concat(
                                wrong("name", isGiven(name, LONGEST_NAME)),
                                wrong("rate", millionths().isPresent()))
                        .toList();
            default -> List.of("treatment");
        };
    }

    /** Where nothing is wrong. */
    TaxRule rule() {
        return TaxRows.rule(text(treatment), text(name), millionths().orElse(null), text(reason));
    }

    private Optional<Integer> millionths() {
        return Optional.of(text(rate).replace(',', '.').replace("%", "").strip())
                .filter(typed -> typed.matches("\\d{1,3}(\\.\\d{1,4})?"))
                .map(typed -> new BigDecimal(typed)
                        .movePointRight(DECIMALS_OF_PERCENT)
                        .intValueExact())
                .filter(millionths -> millionths > 0 && millionths <= TaxRule.MILLIONTHS);
    }

    private static Stream<String> wrong(String field, boolean good) {
        return Stream.of(field).filter(Predicate.not(_ -> good));
    }

    private static boolean isGiven(@Nullable String text, int most) {
        return !text(text).isEmpty() && text(text).length() <= most;
    }
}
