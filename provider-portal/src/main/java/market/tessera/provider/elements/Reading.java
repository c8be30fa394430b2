package market.tessera.provider.elements;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.provider.offering.Cost;
import market.tessera.provider.provider.Storable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns what was typed into the JSON of the catalogue format, and notes what cannot be understood. */
final class Reading {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_NUMBER = 20;
    /** Thousands apart, as much of Europe writes them. */
    private static final String SPACED = "\\d{1,3}([\\h’']\\d{3})+([.,]\\d+)?";

    private final Typed typed;
    private final SequencedMap<String, Mistake> mistakes = new LinkedHashMap<>();

    private Reading(Typed typed) {
        this.typed = typed;
    }

    /**
     * @param json only what could be understood
     * @param mistakes by the name of the input
     */
    record Result(ObjectNode json, SequencedMap<String, Mistake> mistakes) {}

    static Result read(List<Section> sections, Typed typed) {
        var reading = new Reading(typed);
        var json = JSON.objectNode();
        sections.stream()
                .flatMap(section -> section.fields().stream())
                .forEach(field -> reading.value(field, field.name()).ifPresent(value -> json.set(field.name(), value)));
        return new Result(json, reading.mistakes);
    }

    private Optional<JsonNode> value(Field field, String path) {
        return switch (field.kind()) {
            case TEXT, AREA, MARKDOWN, HIDDEN, FILE -> text(path).map(JSON::stringNode);
            case LINES -> list(text(path).stream().flatMap(String::lines));
            case TAGS -> list(text(path).stream().flatMap(tags -> Stream.of(tags.split("[,;\\s]+"))));
            case NUMBER, COUNTED -> number(path).map(JSON::numberNode);
            case AMOUNT -> amount(path).map(JSON::numberNode);
            case CURRENCY ->
                parsed(path, Mistake.CURRENCY, raw -> Currency.getInstance(raw.toUpperCase(Locale.ROOT)))
                        .map(currency -> JSON.stringNode(currency.getCurrencyCode()));
            case ZONE -> parsed(path, Mistake.ZONE, ZoneId::of).map(zone -> JSON.stringNode(zone.getId()));
            case DATE -> parsed(path, Mistake.DATE, LocalDate::parse).map(date -> JSON.stringNode(date.toString()));
            case CHOICE ->
                text(path)
                        .flatMap(choice ->
                                field.options().contains(choice) ? Optional.of(choice) : mistake(path, Mistake.CHOICE))
                        .map(JSON::stringNode);
            case FLAG -> text(path).map(raw -> JSON.booleanNode(raw.equals("true")));
            case GROUP -> group(field, path);
            case ROWS -> rows(field, path);
        };
    }

    private Optional<JsonNode> group(Field field, String path) {
        var group = JSON.objectNode();
        field.parts()
                .forEach(part ->
                        value(part, path + "." + part.name()).ifPresent(value -> group.set(part.name(), value)));
        return group.isEmpty() ? Optional.empty() : Optional.of(group);
    }

    private Optional<JsonNode> rows(Field field, String path) {
        var rows = JSON.arrayNode();
        IntStream.range(0, typed.rows(path))
                .mapToObj(row -> group(field, path + "[" + row + "]"))
                .forEach(row -> rows.add(row.orElseGet(JSON::objectNode)));
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows);
    }

    private static Optional<JsonNode> list(Stream<String> entries) {
        ArrayNode list = JSON.arrayNode();
        entries.map(String::strip).filter(entry -> !entry.isEmpty()).forEach(list::add);
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    /** 1290, 1,290.50, 1 290,50 and 12,5 are all understood. */
    private Optional<BigDecimal> number(String path) {
        return parsed(path, Mistake.NUMBER, raw -> {
            if (raw.length() > LONGEST_NUMBER) {
                throw new NumberFormatException("too long");
            }
            var typed = raw.matches(SPACED) ? raw.replaceAll("[\\h’']", "") : raw;
            var grouped = typed.matches("\\d{1,3}(,\\d{3})+(\\.\\d+)?");
            return Storable.number(grouped ? typed.replace(",", "") : typed.replace(',', '.'))
                    .map(Reading::plain)
                    .orElseThrow(NumberFormatException::new);
        });
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }

    private Optional<Long> amount(String path) {
        var currency = currencyBeside(path);
        return number(path).flatMap(amount -> {
            if (currency.isEmpty()) {
                return mistake(path.replaceAll("amount$", "currency"), Mistake.CURRENCY);
            }
            try {
                var minor = amount.movePointRight(Math.max(0, currency.get().getDefaultFractionDigits()))
                        .setScale(0, RoundingMode.UNNECESSARY)
                        .longValueExact();
                return minor <= Cost.MOST ? Optional.of(minor) : mistake(path, Mistake.NUMBER);
            } catch (ArithmeticException _) {
                return mistake(path, Mistake.NUMBER);
            }
        });
    }

    private Optional<Currency> currencyBeside(String path) {
        return text(path.replaceAll("amount$", "currency"))
                .map(code -> code.toUpperCase(Locale.ROOT))
                .filter(code -> Currency.getAvailableCurrencies().stream()
                        .anyMatch(known -> known.getCurrencyCode().equals(code)))
                .map(Currency::getInstance);
    }

    private Optional<String> text(String path) {
        return Optional.of(typed.get(path)).filter(text -> !text.isEmpty());
    }

    private <T> Optional<T> parsed(String path, Mistake otherwise, Function<String, T> parser) {
        return text(path).flatMap(raw -> {
            try {
                return Optional.of(parser.apply(raw));
            } catch (IllegalArgumentException | DateTimeException _) {
                return mistake(path, otherwise);
            }
        });
    }

    private <T> Optional<T> mistake(String path, Mistake mistake) {
        mistakes.putIfAbsent(path, mistake);
        return Optional.empty();
    }
}
