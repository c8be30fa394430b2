package market.tessera.provider.elements;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import market.tessera.platform.money.Money;
import market.tessera.provider.provider.CatalogueFormat;
import tools.jackson.databind.JsonNode;

/** Writes what is stored into a form, the way {@link Reading} understands it. */
public final class Written {
    private final Map<String, String> values = new HashMap<>();

    private Written() {}

    public static Typed of(List<Section> sections, Object stored) {
        JsonNode json = CatalogueFormat.JSON.valueToTree(stored);
        var written = new Written();
        sections.stream()
                .flatMap(section -> section.fields().stream())
                .forEach(field -> written.write(field, field.name(), json.path(field.name()), json));
        return new Typed(Map.copyOf(written.values));
    }

    private void write(Field field, String path, JsonNode value, JsonNode beside) {
        switch (field.kind()) {
            case TEXT, AREA, MARKDOWN, CURRENCY, ZONE, DATE, CHOICE, FLAG, HIDDEN, FILE ->
                put(path, value.asString(""));
            case NUMBER, COUNTED ->
                put(path, value.isNumber() ? value.decimalValue().toPlainString() : "");
            case LINES -> put(path, entries(value, "\n"));
            case TAGS -> put(path, entries(value, ", "));
            case AMOUNT ->
                put(
                        path,
                        value.isNumber()
                                ? major(
                                        value.longValue(),
                                        beside.path("currency").asString(""))
                                : "");
            case GROUP ->
                field.parts().forEach(part -> write(part, path + "." + part.name(), value.path(part.name()), value));
            case ROWS ->
                IntStream.range(0, value.size())
                        .forEach(row -> field.parts()
                                .forEach(part -> write(
                                        part,
                                        path + "[" + row + "]." + part.name(),
                                        value.path(row).path(part.name()),
                                        value.path(row))));
        }
    }

    private void put(String path, String text) {
        values.put(path, text);
    }

    private static String entries(JsonNode list, String separator) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.asString(""))
                .collect(joining(separator));
    }

    private static String major(long amount, String currency) {
        BigDecimal major = new Money(amount, Currency.getInstance(currency)).toMajorUnits();
        return major.toPlainString();
    }
}
