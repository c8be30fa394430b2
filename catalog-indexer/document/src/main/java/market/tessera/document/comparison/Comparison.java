package market.tessera.document.comparison;

import market.tessera.document.snapshot.OfferingSnapshot;
import market.tessera.platform.money.ExchangeRates;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** The numbers by which offerings are compared, each with where it comes from. */
public record Comparison(
        EffortHours effort,
        TotalCost cost,
        UnitCost costPerHour,
        UnitCost costPerEcts,
        EqfLevel eqf,
        EctsCredits ects) {

    public static Comparison of(
            OfferingSnapshot offering, @Nullable Money intakePrice, ExchangeRates rates, EqfLevels levels) {
        var ects = EctsCredits.of(offering);
        var effort = EffortHours.of(offering, ects);
        var cost = TotalCost.of(offering, intakePrice, rates);
        return new Comparison(
                effort,
                cost,
                UnitCost.perHour(cost, effort),
                UnitCost.perEcts(cost, ects),
                EqfLevel.of(offering, levels),
                ects);
    }
}
