package market.tessera.storefront.document;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Currency;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** The numbers by which offerings are compared, each with how it is known. */
public record Measures(Effort effort, Amount cost, Amount costPerHour, Amount costPerEcts, Eqf eqf, Ects ects) {

    /**
     * @param rule by which it was derived: a code of the index, or a sentence
     * @param from what it was derived from
     */
    @Schema(name = "MeasuredEffort")
    public record Effort(
            Basis basis,
            @Nullable Double hours,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable String rule,
            @Nullable String from) {}

    /** @param base the amount in EUR cents; null where there is no rate for its currency */
    public record Amount(
            Basis basis,
            @Nullable Long amount,
            @Nullable Currency currency,
            @Nullable Long base,
            @Nullable Long minAmount,
            @Nullable Long maxAmount,
            @Nullable String rule,
            @Nullable String from) {

        /** Null where undisclosed. */
        public @Nullable Money money() {
            return amount == null || currency == null ? null : new Money(amount, currency);
        }
    }

    public record Eqf(
            Basis basis,
            @Nullable Integer level,
            @Nullable String rule,
            @Nullable String from) {}

    public record Ects(
            Basis basis,
            @Nullable Double points,
            @Nullable String rule,
            @Nullable String from) {}
}
