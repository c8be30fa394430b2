package market.tessera.checkout.badge;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import tools.jackson.databind.JsonNode;

/**
 * One thing about what was learned that its reader will ask; with the outcomes, these are the elements that the European Union's recommendation on
 * micro-credentials (2022, annex I) wants described.
 *
 * @param key {@code effort}, {@code level}, {@code credit}, {@code assessment}, {@code participation} or {@code quality}
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
                        assessment(elements, words, locale),
                        participation(elements.path("participation"), words, locale),
                        quality(elements, words, locale))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Fact> assessment(JsonNode elements, MessageSource words, Locale locale) {
        var types = elements.path("assessment")
                .valueStream()
                .map(one -> assessed(one, words, locale))
                .distinct()
                .collect(Collectors.joining(", "));
        return Optional.of(types).filter(text -> !text.isBlank()).map(text -> new Fact("assessment", text));
    }

    /** With what was made sure of, as far as it was. */
    private static String assessed(JsonNode assessment, MessageSource words, Locale locale) {
        var type = word("assessment", assessment.path("type").asString("none"), words, locale);
        var assured = Stream.of("supervised", "identityVerified")
                .filter(how -> assessment.path(how).asBoolean(false))
                .map(how -> word("assessment", how, words, locale))
                .collect(Collectors.joining(", "));
        return assured.isEmpty() ? type : type + " (" + assured + ")";
    }

    private static Optional<Fact> participation(JsonNode participation, MessageSource words, Locale locale) {
        var mode = Optional.of(participation.path("mode"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
        var pace = Optional.of(participation.path("synchronous"))
                .filter(JsonNode::isBoolean)
                .map(synchronous -> synchronous.booleanValue() ? "synchronous" : "asynchronous");
        var text = Stream.of(mode, pace)
                .flatMap(Optional::stream)
                .map(key -> word("participation", key, words, locale))
                .collect(Collectors.joining(", "));
        return Optional.of(text).filter(found -> !found.isEmpty()).map(found -> new Fact("participation", found));
    }

    private static Optional<Fact> quality(JsonNode elements, MessageSource words, Locale locale) {
        var text = elements.path("qualityAssurance")
                .valueStream()
                .map(review -> Stream.of(
                                Optional.of(review.path("type").asString(""))
                                        .filter(type -> !type.isEmpty())
                                        .map(type -> word("quality", type, words, locale)),
                                Optional.of(review.path("body").asString("")).filter(body -> !body.isEmpty()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(": ")))
                .filter(review -> !review.isEmpty())
                .collect(Collectors.joining(", "));
        return Optional.of(text).filter(found -> !found.isEmpty()).map(found -> new Fact("quality", found));
    }

    /** What nobody has thought of yet is shown as it is. */
    private static String word(String kind, String key, MessageSource words, Locale locale) {
        return Objects.requireNonNull(words.getMessage("badge." + kind + "." + key, null, key, locale));
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isNumber)
                .map(found -> found.decimalValue().stripTrailingZeros());
    }
}
