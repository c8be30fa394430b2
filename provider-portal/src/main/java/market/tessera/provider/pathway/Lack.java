package market.tessera.provider.pathway;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.award.Credit;
import market.tessera.provider.pathway.Parts.Part;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.pathwayedition.PathwayRule.AllOf;
import market.tessera.provider.pathwayedition.PathwayRule.AnyOf;
import market.tessera.provider.pathwayedition.PathwayRule.CreditSum;

/** Why nobody could walk a pathway to its end. */
public sealed interface Lack {
    /** Fewer than two parts stack into nothing. */
    record TooFewParts() implements Lack {}

    /** @param asked by the rule, of so many parts */
    record MoreThanParts(int asked, int parts) implements Lack {}

    /**
     * All parts say what they give, and it does not suffice.
     *
     * @param reachable points in the rule's framework
     */
    record TooFewPoints(BigDecimal asked, BigDecimal reachable, String framework) implements Lack {}

    /** @param titles of parts that are not on the market */
    record NotPublic(List<String> titles) implements Lack {}

    /** A part that has gone since. */
    record Gone() implements Lack {}

    /** What is wrong with the whole, whether or not its parts are public. */
    static List<Lack> of(PathwayContent content, Map<UUID, Part> known) {
        return Stream.of(
                        content.size() < 2 ? Optional.<Lack>of(new TooFewParts()) : Optional.<Lack>empty(),
                        known.size() < content.size() ? Optional.<Lack>of(new Gone()) : Optional.<Lack>empty(),
                        ofRule(content, known))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is wrong as long as it is to be public. */
    static List<Lack> beforePublic(PathwayContent content, Map<UUID, Part> known) {
        var hidden = Stream.concat(content.offerings().stream(), content.pathways().stream())
                .map(known::get)
                .filter(Objects::nonNull)
                .filter(part -> !part.listed())
                .map(Part::title)
                .toList();
        return Stream.concat(
                        of(content, known).stream(), hidden.isEmpty() ? Stream.of() : Stream.of(new NotPublic(hidden)))
                .toList();
    }

    private static Optional<Lack> ofRule(PathwayContent content, Map<UUID, Part> known) {
        return switch (content.terms().rule()) {
            case AllOf() -> Optional.empty();
            case AnyOf(var n) ->
                Optional.of(new MoreThanParts(n, content.size()))
                        .filter(_ -> n > content.size())
                        .map(Lack.class::cast);
            case CreditSum sum -> Points.of(sum, known.values()).lack();
        };
    }

    /**
     * What the parts give in a rule's framework.
     *
     * @param silent how many parts say nothing of it
     */
    record Points(CreditSum asked, BigDecimal stated, long silent) {
        public static Points of(CreditSum asked, java.util.Collection<Part> parts) {
            var given = parts.stream()
                    .map(part -> in(asked.framework(), part.credit()))
                    .toList();
            return new Points(
                    asked,
                    given.stream().flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add),
                    given.stream().filter(Optional::isEmpty).count());
        }

        /** Unknown is never too few. */
        Optional<Lack> lack() {
            return silent == 0 && stated.compareTo(asked.points()) < 0
                    ? Optional.of(new TooFewPoints(asked.points(), stated, asked.framework()))
                    : Optional.empty();
        }

        private static Optional<BigDecimal> in(String framework, @org.jspecify.annotations.Nullable Credit credit) {
            if (credit == null) {
                return Optional.empty();
            }
            return framework.equalsIgnoreCase(credit.framework())
                    ? Optional.of(credit.points())
                    : framework.equalsIgnoreCase("ECTS") ? Optional.ofNullable(credit.ects()) : Optional.empty();
        }
    }
}
