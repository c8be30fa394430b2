package market.tessera.document.intake;

import java.time.LocalDate;
import java.util.Optional;
import market.tessera.document.comparison.EffortHours;
import market.tessera.document.comparison.TotalCost;
import market.tessera.document.comparison.UnitCost;
import market.tessera.document.snapshot.Elements;
import market.tessera.document.snapshot.OfferingSnapshot;
import market.tessera.platform.money.ExchangeRates;
import org.jspecify.annotations.Nullable;

/**
 * One way to take an offering, as filters look at it: what they ask of start, mode and cost must hold of one and the same.
 *
 * @param selfPaced whether it can be started on any day
 * @param cost in the minor unit of {@link ExchangeRates#BASE}; null where it is undisclosed, or of a currency without a rate
 * @param costPerHour likewise, rounded as {@link UnitCost} does; null where either side is undisclosed
 * @param priced {@code true} or {@value Elements#UNDISCLOSED}
 * @param availability {@code open}; of an offering itself, that of {@link Intakes}
 */
public record Run(
        boolean selfPaced,
        @Nullable LocalDate starts,
        String mode,
        @Nullable Long cost,
        @Nullable Long costPerHour,
        String priced,
        String availability) {

    static Run of(IntakeEntry intake, OfferingSnapshot offering, EffortHours effort, ExchangeRates rates) {
        var cost = TotalCost.of(offering, intake.price(), rates);
        return new Run(
                intake.selfPaced(),
                intake.starts(),
                mode(intake.mode(), offering),
                cost.base(),
                UnitCost.perHour(cost, effort).base(),
                priced(cost),
                "open");
    }

    /** By what the offering says of itself. */
    static Run without(OfferingSnapshot offering, String availability, EffortHours effort, ExchangeRates rates) {
        var cost = TotalCost.of(offering, null, rates);
        return new Run(
                false,
                null,
                mode(null, offering),
                cost.base(),
                UnitCost.perHour(cost, effort).base(),
                priced(cost),
                availability);
    }

    private static String mode(@Nullable String own, OfferingSnapshot offering) {
        var participation = offering.elements().participation();
        return Optional.ofNullable(own)
                .or(() -> Optional.ofNullable(participation == null ? null : participation.mode()))
                .filter(mode -> !mode.isBlank())
                .orElse(Elements.UNDISCLOSED);
    }

    private static String priced(TotalCost cost) {
        return cost.amount() == null ? Elements.UNDISCLOSED : "true";
    }
}
