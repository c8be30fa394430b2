package market.tessera.provider.jsonld;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Texts in JSON-LD: plain, as {@code @value}, in several languages by tag, or as Edu-API's texts with their language beside them. */
public final class Words {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private Words() {}

    static Optional<String> first(JsonNode value, String language) {
        return all(value, language).stream().findFirst();
    }

    /** Those of the language if there are any, else in English, else in whichever comes first. */
    public static List<String> all(JsonNode value, String language) {
        if (value.isArray()) {
            return value.values().stream().anyMatch(Words::hasLanguage)
                    ? inLanguage(value, language)
                    : value.values().stream()
                            .flatMap(item -> all(item, language).stream())
                            .toList();
        }
        if (value.isObject()) {
            return ofObject(value, language);
        }
        var text = value.asString("").strip();
        return text.isEmpty() ? List.of() : List.of(text);
    }

    /** Whether a value is a text and nothing more. */
    static boolean isText(JsonNode value) {
        return !value.isObject() || value.has("@value") || isMap(value) || hasLanguage(value);
    }

    private static List<String> ofObject(JsonNode object, String language) {
        if (object.has("@value")) {
            return all(object.get("@value"), language);
        }
        if (hasLanguage(object)) {
            return all(object.get("value"), language);
        }
        if (isMap(object)) {
            return best(object.propertyNames(), language)
                    .map(object::get)
                    .map(chosen -> all(chosen, language))
                    .orElse(List.of());
        }
        return object.properties().stream()
                .filter(member ->
                        List.of("name", "targetNodeName", "targetName").contains(Thing.localName(member.getKey())))
                .map(member -> all(member.getValue(), language))
                .findFirst()
                .orElse(List.of());
    }

    private static boolean hasLanguage(JsonNode node) {
        return node.isObject() && node.has("value") && (node.has("recordLanguage") || node.has("language"));
    }

    private static boolean isMap(JsonNode node) {
        return !node.isEmpty()
                && node.properties().stream()
                        .allMatch(member -> LANGUAGE.matcher(member.getKey()).matches()
                                && !List.of("id", "url").contains(member.getKey())
                                && !member.getValue().isObject());
    }

    private static List<String> inLanguage(JsonNode list, String language) {
        var tags = list.values().stream().map(Words::tag).toList();
        return best(tags, language)
                .map(tag -> list.values().stream()
                        .filter(item -> tag(item).equals(tag))
                        .flatMap(item -> all(item, language).stream())
                        .toList())
                .orElse(List.of());
    }

    private static String tag(JsonNode item) {
        return item.path("recordLanguage").asString(item.path("language").asString(""));
    }

    private static Optional<String> best(Iterable<String> tags, String language) {
        var known =
                java.util.stream.StreamSupport.stream(tags.spliterator(), false).toList();
        return Stream.of(language, primary(language), "en")
                .flatMap(wanted -> known.stream()
                        .filter(tag ->
                                tag.equalsIgnoreCase(wanted) || primary(tag).equals(wanted)))
                .findFirst()
                .or(() -> known.stream().findFirst());
    }

    private static String primary(String tag) {
        return tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }
}
