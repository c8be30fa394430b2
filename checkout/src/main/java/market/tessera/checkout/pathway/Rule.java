package market.tessera.checkout.pathway;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** What of a pathway's courses has to be completed. */
sealed interface Rule {
    /** Every one of them. */
    record AllOf() implements Rule {}

    /** Any so many. */
    record AnyOf(int n) implements Rule {}

    /** As many as together give so many points. */
    record CreditSum(String framework, BigDecimal points) implements Rule {}

    /**
     * How far that is.
     *
     * @param needed parts or points, as is {@code reached}; never less than one part
     */
    record Standing(BigDecimal reached, BigDecimal needed) {
        boolean isMet() {
            return reached.compareTo(needed) >= 0;
        }
    }

    /** @param parts all that the pathway consists of, as the learner has them */
    default Standing standing(Collection<Part> parts) {
        var earned = parts.stream().filter(Part::isEarned).toList();
        return switch (this) {
            case AllOf() -> count(earned, Math.max(1, parts.size()));
            case AnyOf(var n) -> count(earned, n);
            case CreditSum(var framework, var points) -> new Standing(sum(earned, framework), points);
        };
    }

    private static Standing count(Collection<Part> earned, int needed) {
        return new Standing(BigDecimal.valueOf(earned.size()), BigDecimal.valueOf(needed));
    }

    /** A part that states no credit in that framework adds none; the page says so. */
    private static BigDecimal sum(Collection<Part> earned, String framework) {
        return earned.stream()
                .map(part -> part.credit().flatMap(credit -> credit.in(framework)))
                .flatMap(Optional::stream)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Credit as an offering states it.
     *
     * @param ects what the provider says it is worth in ECTS
     */
    record Credit(String framework, BigDecimal points, Optional<BigDecimal> ects) {
        Optional<BigDecimal> in(String wanted) {
            if (wanted.equalsIgnoreCase(framework)) {
                return Optional.of(points);
            }
            return wanted.equalsIgnoreCase("ECTS") ? ects : Optional.empty();
        }
    }

    /** What had to be done, in the language of credentials; the courses follow. */
    default String inWords(MessageSource words, String title) {
        return switch (this) {
            case AllOf() -> word(words, "all", title);
            case AnyOf(var n) -> word(words, "any", title, n);
            case CreditSum(var framework, var points) ->
                word(words, "credit", title, points.toPlainString(), framework);
        };
    }

    private static String word(MessageSource words, String rule, Object... values) {
        return words.getMessage("badge.pathway." + rule, values, Locale.ENGLISH);
    }

    /** Of the columns of the table {@code pathway}. */
    static Rule of(String type, @Nullable Integer n, @Nullable String framework, @Nullable BigDecimal points) {
        return switch (type) {
            case "allOf" -> new AllOf();
            case "anyOf" -> new AnyOf(Objects.requireNonNull(n));
            case "creditSum" -> new CreditSum(Objects.requireNonNull(framework), Objects.requireNonNull(points));
            default -> throw new IllegalStateException("No such rule: " + type);
        };
    }
}
