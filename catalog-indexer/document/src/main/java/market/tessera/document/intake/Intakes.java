package market.tessera.document.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import market.tessera.document.snapshot.Elements;
import market.tessera.document.snapshot.OfferingSnapshot;
import market.tessera.document.told.Seats;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An offering's intakes, looked at on a day.
 *
 * @param open those that can still be enrolled in, the next one first
 */
public record Intakes(List<IntakeEntry> all, List<IntakeEntry> open) {

    public static Intakes of(OfferingSnapshot offering, Map<String, Seats> seats, LocalDate today) {
        var all = offering.intakes().stream()
                .map(intake -> IntakeEntry.of(intake, seats.get(intake.id())))
                .toList();
        var open = all.stream()
                .filter(intake -> intake.openOn(today))
                .sorted(IntakeEntry.NEXT_FIRST)
                .toList();
        return new Intakes(all, open);
    }

    @Nullable
    public IntakeEntry next() {
        return open.isEmpty() ? null : open.getFirst();
    }

    @Nullable
    public Money nextPrice() {
        return open.isEmpty() ? null : open.getFirst().price();
    }

    public List<LocalDate> starts() {
        return open.stream()
                .map(IntakeEntry::starts)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    public boolean selfPaced() {
        return open.stream().anyMatch(IntakeEntry::selfPaced);
    }

    /** The value of {@code facet.availability}. */
    public String availability() {
        if (all.isEmpty()) {
            return Elements.UNDISCLOSED;
        }
        if (open.isEmpty()) {
            return "closed";
        }
        return open.stream().allMatch(IntakeEntry::full) ? "full" : "open";
    }
}
