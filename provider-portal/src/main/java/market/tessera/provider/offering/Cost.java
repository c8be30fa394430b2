package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * One line of what an offering costs.
 *
 * @param amount minor units of the currency; 0 only where the provider says that there is no charge
 * @param mandatory whether every learner has to pay it; what is not said to be optional is mandatory
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Cost(
        @NotNull Type type,
        @PositiveOrZero @Max(MOST) long amount,
        @NotNull Currency currency,
        @Nullable Boolean mandatory,
        @Nullable @Size(max = 200) String label) {
    /** As an amount; more are no price, and sums of them no number. */
    public static final long MOST = 1_000_000_000_000L;

    public boolean required() {
        return !Boolean.FALSE.equals(mandatory);
    }

    public Money money() {
        return new Money(amount, currency);
    }

    /** What every learner has to pay in all; empty if no such line is disclosed or their currencies differ. */
    public static Optional<Money> total(List<Cost> costs) {
        var lines = costs.stream().filter(Cost::required).map(Cost::money).toList();
        var currencies = lines.stream().map(Money::currency).distinct().count();
        return currencies == 1 ? lines.stream().reduce(Money::plus) : Optional.empty();
    }

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    public enum Type {
        TUITION,
        FEES,
        ASSESSMENT,
        MATERIALS,
        SUPPLIES,
        OTHER
    }
}
