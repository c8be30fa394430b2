package market.tessera.checkout.badge;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import tools.jackson.databind.JsonNode;

/**
 * One thing about what was learned that its reader will ask.
 *
 * @param key {@code effort}, {@code level}, {@code credit} or {@code assessment}
 */
public record Fact(String key, String value) {
    /** What the provider discloses, in this order; what it does not is left out. */
    public static List<Fact> of(JsonNode elements, MessageSource words, Locale locale) {
        return Stream.of(
                        number(elements.at("/effort/hours"))
                                .map(hours -> new Fact(
                                        "effort", words.getMessage("badge.hours", new Object[] {hours}, locale))),
                        Optional.of(elements.path("level"))
                                .filter(JsonNode::isObject)
                                .map(level -> new Fact(
                                        "level",
                                        level.path("framework").asString("") + " "
                                                + level.path("value").asString(""))),
                        number(elements.at("/credit/points"))
                                .map(points -> new Fact(
                                        "credit",
                                        points.toPlainString() + " "
                                                + elements.at("/credit/framework")
                                                        .asString(""))),
                        assessment(elements, words, locale))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Fact> assessment(JsonNode elements, MessageSource words, Locale locale) {
        var types = elements.path("assessment")
                .valueStream()
                .map(assessment -> assessment.path("type").asString("none"))
                .distinct()
                .map(type -> words.getMessage("badge.assessment." + type, null, type, locale))
                .collect(Collectors.joining(", "));
        return Optional.of(types).filter(text -> !text.isBlank()).map(text -> new Fact("assessment", text));
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isNumber)
                .map(found -> found.decimalValue().stripTrailingZeros());
    }
}
