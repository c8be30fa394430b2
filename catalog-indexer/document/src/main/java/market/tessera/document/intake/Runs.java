package market.tessera.document.intake;

import java.util.List;
import java.util.Objects;
import market.tessera.document.comparison.EffortHours;
import market.tessera.document.snapshot.OfferingSnapshot;
import market.tessera.platform.money.ExchangeRates;

/**
 * The ways to take an offering: its open intakes or, where none is open, what the offering says of itself.
 *
 * @param all at least one
 */
public record Runs(List<Run> all) {

    public static Runs of(OfferingSnapshot offering, Intakes intakes, EffortHours effort, ExchangeRates rates) {
        return intakes.open().isEmpty()
                ? new Runs(List.of(Run.without(offering, intakes.availability(), effort, rates)))
                : new Runs(intakes.open().stream()
                        .map(intake -> Run.of(intake, offering, effort, rates))
                        .toList());
    }

    public List<String> modes() {
        return all.stream().map(Run::mode).distinct().toList();
    }

    public List<Long> costs() {
        return all.stream().map(Run::cost).filter(Objects::nonNull).distinct().toList();
    }

    public List<String> priced() {
        return all.stream().map(Run::priced).distinct().toList();
    }
}
