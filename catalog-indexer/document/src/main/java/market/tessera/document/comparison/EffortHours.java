package market.tessera.document.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.Optional;
import market.tessera.document.snapshot.Basis;
import market.tessera.document.snapshot.Elements;
import market.tessera.document.snapshot.OfferingSnapshot;
import org.jspecify.annotations.Nullable;

/** Effort in hours: stated, else 25 to 30 hours per ECTS credit, else weeks × hours per week, else undisclosed. */
public record EffortHours(
        @Nullable BigDecimal hours,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        Basis basis,
        @Nullable String rule,
        @Nullable String from) {
    private static final EffortHours UNDISCLOSED = new EffortHours(null, null, null, Basis.UNDISCLOSED, null, null);
    private static final BigDecimal LEAST_PER_CREDIT = BigDecimal.valueOf(25);
    private static final BigDecimal MIDDLE_PER_CREDIT = new BigDecimal("27.5");
    private static final BigDecimal MOST_PER_CREDIT = BigDecimal.valueOf(30);

    static EffortHours of(OfferingSnapshot offering, EctsCredits ects) {
        var effort = Optional.ofNullable(offering.elements().effort());
        return effort.flatMap(Elements.Effort::statedHours)
                .map(hours -> stated(offering, hours))
                .or(() -> ects.countable().map(EffortHours::fromCredits))
                .or(() -> effort.flatMap(EffortHours::fromWeeks))
                .orElse(UNDISCLOSED);
    }

    private static EffortHours stated(OfferingSnapshot offering, BigDecimal hours) {
        return offering.derivation("effort")
                .map(origin -> exactly(hours, Basis.DERIVED, origin.rule(), origin.from()))
                .orElseGet(() -> exactly(hours, Basis.STATED, null, null));
    }

    private static EffortHours fromCredits(BigDecimal points) {
        return new EffortHours(
                points.multiply(MIDDLE_PER_CREDIT),
                points.multiply(LEAST_PER_CREDIT),
                points.multiply(MOST_PER_CREDIT),
                Basis.DERIVED,
                "ects-25-30",
                Numbers.plain(points) + " ECTS");
    }

    private static Optional<EffortHours> fromWeeks(Elements.Effort effort) {
        return effort.statedWeeks().flatMap(weeks -> effort.statedHoursPerWeek().map(hours -> fromWeeks(weeks, hours)));
    }

    private static EffortHours fromWeeks(BigDecimal weeks, BigDecimal hoursPerWeek) {
        var from = Numbers.plain(weeks) + " × " + Numbers.plain(hoursPerWeek) + " h";
        return exactly(weeks.multiply(hoursPerWeek), Basis.DERIVED, "weeks-times-hours", from);
    }

    private static EffortHours exactly(BigDecimal hours, Basis basis, @Nullable String rule, @Nullable String from) {
        return new EffortHours(hours, hours, hours, basis, rule, from);
    }

    /** Whether it was derived with a tolerance. */
    @JsonIgnore
    boolean isRange() {
        return min != null && max != null && min.compareTo(max) != 0;
    }
}
