package market.tessera.provider.export;

import static java.util.stream.Collectors.joining;
import static market.tessera.provider.export.Table.column;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import market.tessera.provider.export.Table.Cell;
import market.tessera.provider.export.Table.Column;
import market.tessera.provider.offering.Cost;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.pathwayedition.PathwayRule;
import market.tessera.provider.pathwayedition.PathwayTerms;
import market.tessera.provider.provider.CatalogueFormat;
import org.jspecify.annotations.Nullable;

/** What the tables of offerings, of intakes and of pathways say, column by column. */
final class Tables {
    static final Table<Listed> OFFERINGS = new Table<>(
            "offerings.csv",
            List.of(
                    column("id", Listed::id),
                    column("source", Listed::source),
                    column("external id", Listed::externalId),
                    column("status", Listed::status),
                    column("edition", Listed::edition),
                    said("title", Elements::title),
                    said("summary", Elements::summary),
                    said("description", Elements::description),
                    said("outcomes", elements -> String.join("; ", elements.outcomes())),
                    said(
                            "skills",
                            elements -> elements.skills().stream()
                                    .map(skill -> skill.label())
                                    .collect(joining("; "))),
                    within("hours", Elements::effort, effort -> effort.hours()),
                    within("weeks", Elements::effort, effort -> effort.weeks()),
                    within("hours per week", Elements::effort, effort -> effort.hoursPerWeek()),
                    within("credit framework", Elements::credit, credit -> credit.framework()),
                    within("credit points", Elements::credit, credit -> credit.points()),
                    within("level framework", Elements::level, level -> level.framework()),
                    within("level", Elements::level, level -> level.value()),
                    within(
                            "form of participation",
                            Elements::participation,
                            participation -> word(participation.mode())),
                    said("languages", elements -> String.join("; ", elements.languages())),
                    said(
                            "assessment",
                            elements -> elements.assessment().stream()
                                    .map(way -> word(way.type()))
                                    .collect(joining("; "))),
                    said("prerequisites", Elements::prerequisites),
                    said(
                            "cost",
                            elements -> mandatory(elements).map(Tables::total).orElse(null)),
                    said(
                            "currency",
                            elements -> mandatory(elements)
                                    .map(costs -> costs.getFirst().currency().getCurrencyCode())
                                    .orElse(null)),
                    said(
                            "subjects",
                            elements -> elements.subjects().stream()
                                    .map(code -> code.scheme() + " " + code.code())
                                    .collect(joining("; "))),
                    said("award", Tables::award),
                    said("url", Elements::url),
                    column("open intakes", one -> one.intakes().size()),
                    column("next start", Tables::nextStart)));

    static final Table<ListedIntake> INTAKES = new Table<>(
            "intakes.csv",
            List.of(
                    column("offering", one -> one.offering().known()),
                    column("title", one -> one.offering().elements().title()),
                    termed("external id", IntakeTerms::externalId),
                    termed("self-paced", IntakeTerms::openEnded),
                    termed("starts", IntakeTerms::starts),
                    termed("ends", IntakeTerms::ends),
                    termed("closes", IntakeTerms::closes),
                    termed("seats", IntakeTerms::seats),
                    termed("form of participation", terms -> terms.mode() == null ? null : word(terms.mode())),
                    termed("place", IntakeTerms::place),
                    termed("time zone", IntakeTerms::timeZone),
                    termed(
                            "price",
                            terms ->
                                    terms.price() == null ? null : terms.price().toMajorUnits()),
                    termed(
                            "currency",
                            terms ->
                                    terms.price() == null ? null : terms.price().currency()),
                    termed("waitlist", IntakeTerms::waitlist),
                    termed("teachers", terms -> String.join("; ", terms.teachers()))));

    static final Table<SaidPathway> PATHWAYS = new Table<>(
            "pathways.csv",
            List.of(
                    column("id", one -> one.pathway().id()),
                    column("source", one -> one.pathway().source()),
                    column("external id", one -> one.pathway().externalId()),
                    column("status", one -> one.pathway().status()),
                    column("edition", one -> one.pathway().edition()),
                    column("title", one -> one.terms().title()),
                    column("summary", one -> one.terms().summary()),
                    column("rule", one -> rule(one.terms().rule())),
                    column("offerings", one -> String.join("; ", one.pathway().offerings())),
                    column("pathways", one -> String.join("; ", one.pathway().pathways())),
                    column(
                            "award",
                            one -> award(one).map(PathwayTerms.Award::name).orElse(null)),
                    column(
                            "awarded by",
                            one -> award(one)
                                    .map(PathwayTerms.Award::institution)
                                    .orElse(null)),
                    column("gives credit", one -> one.terms().creditBearing()),
                    column("course codes", one -> String.join("; ", one.terms().courseCodes()))));

    private Tables() {}

    /** An intake as it goes out. */
    record ListedIntake(Listed offering, IntakeTerms terms) {
        static List<ListedIntake> of(Listed offering) {
            return offering.intakes().stream()
                    .map(terms -> new ListedIntake(offering, terms))
                    .toList();
        }
    }

    /** A pathway as it goes out, with what is said of it. */
    record SaidPathway(ListedPathway pathway, PathwayTerms terms) {
        static SaidPathway of(ListedPathway pathway) {
            return new SaidPathway(pathway, CatalogueFormat.JSON.treeToValue(pathway.terms(), PathwayTerms.class));
        }
    }

    /** What offerings may say. */
    @FunctionalInterface
    private interface Part<P> {
        @Nullable
        P of(Elements elements);
    }

    private static Column<Listed> said(String head, Cell<Elements> cell) {
        return column(head, one -> cell.of(one.elements()));
    }

    private static <P> Column<Listed> within(String head, Part<P> part, Cell<P> cell) {
        return said(head, elements -> {
            var said = part.of(elements);
            return said == null ? null : cell.of(said);
        });
    }

    private static Column<ListedIntake> termed(String head, Cell<IntakeTerms> cell) {
        return column(head, intake -> cell.of(intake.terms()));
    }

    /** What everybody pays, if all of it is in one currency; the only case in which there is a sum. */
    private static Optional<List<Cost>> mandatory(Elements elements) {
        var mandatory = elements.costs().stream().filter(Cost::required).toList();
        var currencies = mandatory.stream().map(Cost::currency).distinct().count();
        return currencies == 1 ? Optional.of(mandatory) : Optional.empty();
    }

    private static BigDecimal total(List<Cost> lines) {
        var digits = lines.getFirst().currency().getDefaultFractionDigits();
        return BigDecimal.valueOf(lines.stream().mapToLong(Cost::amount).sum(), digits);
    }

    private static @Nullable String award(Elements elements) {
        var credential = elements.credential();
        return credential == null ? null : credential.name() == null ? word(credential.type()) : credential.name();
    }

    private static @Nullable LocalDate nextStart(Listed one) {
        return one.intakes().stream()
                .map(IntakeTerms::starts)
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private static Optional<PathwayTerms.Award> award(SaidPathway one) {
        return Optional.ofNullable(one.terms().award());
    }

    private static String rule(PathwayRule rule) {
        return switch (rule) {
            case PathwayRule.AllOf() -> "all";
            case PathwayRule.AnyOf(var n) -> "any " + n;
            case PathwayRule.CreditSum(var framework, var points) -> points.toPlainString() + " " + framework;
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
