package market.tessera.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import market.tessera.document.comparison.Comparison;
import market.tessera.document.comparison.EffortHours;
import market.tessera.document.comparison.EqfLevel;
import market.tessera.document.intake.IntakeEntry;
import market.tessera.document.intake.Intakes;
import market.tessera.document.snapshot.Basis;
import market.tessera.document.snapshot.Elements;
import market.tessera.document.snapshot.OfferingSnapshot;
import market.tessera.document.told.Reputation;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** All that a result shows of an offering. What is null is left out and means undisclosed. */
record Card(
        String id,
        String slug,
        String title,
        @Nullable String summary,
        OfferingSnapshot.Provider provider,
        List<Elements.Code> subjects,
        List<String> skills,
        @Nullable Level level,
        @Nullable Effort effort,
        Elements.@Nullable Credit credit,
        @Nullable String mode,
        List<String> languages,
        @Nullable Money price,
        @Nullable Money pricePerHour,
        @Nullable NextIntake nextIntake,
        int openIntakes,
        Elements.@Nullable Credential credential,
        List<String> assessment,
        @Nullable Boolean stackable,
        List<String> comparableIn,
        @Nullable Double completeness,
        @Nullable Rating rating,
        @Nullable Double completionRate,
        Elements.@Nullable Image image) {

    record Level(
            String framework,
            String value,
            @Nullable String cycle,
            @Nullable Integer eqf) {}

    record Effort(
            BigDecimal hours,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            Basis basis) {}

    record NextIntake(
            String id,
            boolean selfPaced,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            @Nullable LocalDate closes,
            @Nullable Integer seats,
            @Nullable Integer left,
            @Nullable String mode,
            @Nullable String place) {}

    record Rating(double average, int count) {}

    static Card of(OfferingSnapshot offering, Comparison comparison, Intakes intakes, @Nullable Reputation reputation) {
        var elements = offering.elements();
        return new Card(
                offering.id(),
                offering.slug(),
                elements.title(),
                elements.summary(),
                offering.provider(),
                elements.subjects(),
                elements.skills().stream().map(Elements.Skill::label).toList(),
                level(elements.level(), comparison.eqf()),
                effort(comparison.effort()),
                elements.credit(),
                elements.participation() == null
                        ? null
                        : elements.participation().mode(),
                elements.languages(),
                comparison.cost().money(),
                comparison.costPerHour().money(),
                next(intakes.next()),
                intakes.open().size(),
                elements.credential(),
                elements.assessment().stream().map(Elements.Typed::type).toList(),
                Facets.stackable(elements.stackability()).orElse(null),
                offering.comparableIn(),
                offering.completeness(),
                reputation == null ? null : rating(reputation.rating()),
                reputation == null ? null : reputation.completionRate(),
                elements.image());
    }

    private static @Nullable Rating rating(Reputation.@Nullable Rating rating) {
        return rating == null ? null : new Rating(rating.average(), rating.count());
    }

    private static @Nullable Level level(Elements.@Nullable Level level, EqfLevel eqf) {
        return level == null ? null : new Level(level.framework(), level.value(), level.cycle(), eqf.level());
    }

    private static @Nullable Effort effort(EffortHours effort) {
        return effort.hours() == null ? null : new Effort(effort.hours(), effort.min(), effort.max(), effort.basis());
    }

    private static @Nullable NextIntake next(@Nullable IntakeEntry intake) {
        return intake == null
                ? null
                : new NextIntake(
                        intake.id(),
                        intake.selfPaced(),
                        intake.starts(),
                        intake.ends(),
                        intake.closes(),
                        intake.seats(),
                        intake.left(),
                        intake.mode(),
                        intake.place());
    }
}
