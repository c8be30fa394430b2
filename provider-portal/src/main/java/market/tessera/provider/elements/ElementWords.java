package market.tessera.provider.elements;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import market.tessera.platform.money.Money;
import market.tessera.provider.provider.CatalogueFormat;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;

/** Elements as plain text in the reader's language: for differences, previews and conflicts. */
@Component
public class ElementWords {
    private static final Pattern ROW = Pattern.compile("(\\w+)\\[(\\d{1,4})]");

    private static final int MARK = 8;

    private final MessageSource messages;

    ElementWords(MessageSource messages) {
        this.messages = messages;
    }

    /** An element and what it says; lines are separated by line feeds. */
    public record Said(String element, String label, String text) {}

    /** Every element that says something, in the order of the editor. */
    public List<Said> all(Object stored, Locale locale) {
        return all(
                "",
                Stream.concat(Section.OFFERING.stream(), Section.INTAKES.stream())
                        .toList(),
                stored,
                locale);
    }

    /**
     * As {@link #all(Object, Locale)}, of what other sections ask for.
     *
     * @param prefix of their words' keys, such as {@code pathway.}
     */
    public List<Said> all(String prefix, List<Section> sections, Object stored, Locale locale) {
        JsonNode json = CatalogueFormat.JSON.valueToTree(stored);
        return sections.stream()
                .flatMap(section -> section.fields().stream())
                .filter(field -> json.has(field.name()))
                .map(field -> said(field, prefix + field.name(), json.get(field.name()), locale))
                .toList();
    }

    private Said said(Field field, String key, JsonNode value, Locale locale) {
        return new Said(
                field.name(),
                label(key, locale),
                value(field, key, value, value, locale).orElse(""));
    }

    public String label(String element, Locale locale) {
        return word("field." + element, element, locale);
    }

    /** The labels on the way to an input: {@code costs[0].amount} is "Cost 1, Amount". */
    public String place(String input, Locale locale) {
        return place("", input, locale);
    }

    /** @param above key of what the input is part of, such as {@code pathway}; empty for an offering */
    public String place(String above, String input, Locale locale) {
        var labels = new ArrayList<String>();
        var key = new StringBuilder(above);
        for (var part : StringUtils.delimitedListToStringArray(input, ".")) {
            var row = ROW.matcher(part);
            key.append(key.isEmpty() ? "" : ".").append(row.matches() ? row.group(1) : part);
            labels.add(
                    row.matches()
                            ? Objects.requireNonNull(messages.getMessage(
                                    "field." + key + ".one", new Object[] {Integer.parseInt(row.group(2)) + 1}, locale))
                            : label(key.toString(), locale));
        }
        return String.join(", ", labels);
    }

    /** Why what was typed cannot be taken. */
    public String mistake(Mistake mistake, Locale locale) {
        return messages.getMessage("mistake." + mistake.key(), new Object[] {mistake.limit()}, locale);
    }

    /** What one element of the catalogue format says. */
    public String text(String element, JsonNode value, Locale locale) {
        return text(Section.field(element), value, locale);
    }

    private String text(Field field, JsonNode value, Locale locale) {
        return value(field, field.name(), value, value, locale).orElse("");
    }

    private Optional<String> value(Field field, String key, JsonNode value, JsonNode beside, Locale locale) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (field.kind()) {
                    case TEXT, AREA, MARKDOWN, ZONE, DATE -> value.asString();
                    case NUMBER -> value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
                    case CURRENCY, HIDDEN, COUNTED -> "";
                    case FILE -> mark(value.asString());
                    case LINES, TAGS -> entries(value).map(JsonNode::asString).collect(joining("\n"));
                    case AMOUNT -> amount(value, beside, locale);
                    case CHOICE -> word("option." + value.asString(), value.asString(), locale);
                    case FLAG -> word("option." + value.asBoolean(), Boolean.toString(value.asBoolean()), locale);
                    case GROUP -> parts(field, key, value, locale, "\n");
                    case ROWS ->
                        entries(value)
                                .map(row -> parts(field, key, row, locale, "; "))
                                .collect(joining("\n"));
                });
    }

    private String parts(Field field, String key, JsonNode group, Locale locale, String separator) {
        return field.parts().stream()
                .map(part -> value(part, key + "." + part.name(), group.path(part.name()), group, locale)
                        .filter(text -> !text.isEmpty())
                        .map(text -> label(key + "." + part.name(), locale) + ": " + text.replace("\n", ", ")))
                .flatMap(Optional::stream)
                .collect(joining(separator));
    }

    private static String amount(JsonNode value, JsonNode beside, Locale locale) {
        return new Money(
                        value.longValue(),
                        Currency.getInstance(beside.path("currency").asString()))
                .format(locale);
    }

    /** The beginning of the digest in its address: two files are told apart by it. */
    private static String mark(String address) {
        var digest = address.substring(address.lastIndexOf('/') + 1);
        return digest.substring(0, Math.min(MARK, digest.length()));
    }

    private static Stream<JsonNode> entries(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private String word(String key, String otherwise, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, otherwise, locale));
    }
}
