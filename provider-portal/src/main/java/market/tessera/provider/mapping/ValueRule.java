package market.tessera.provider.mapping;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import market.tessera.provider.provider.Storable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How a value is made from columns. The steps are taken in this order; a value that is null after any of them is undisclosed.
 *
 * @param from the column
 * @param text instead: a text with columns in braces, undisclosed if one of them is empty
 * @param paragraphs instead: columns that are put under each other, as far as they hold anything
 * @param repair provable repairs, see {@link Repair}
 * @param unknown values that say nothing, such as a cost of 0 that nobody entered; in capitals or not, with a full stop or without
 * @param find a regular expression; the value becomes its first group, or undisclosed without a match
 * @param replace what it is written as instead, with {@code $1} for the first group of {@code find}
 * @param values a value table; what is not in it is undisclosed and noted
 * @param table the same, by name
 * @param optional whether a value outside the table is nothing to be noted
 * @param shorten to at most so many characters, at the end of a sentence or a word
 * @param as what it becomes in JSON
 * @param currency for {@code as: money}, whose minor units the number becomes
 * @param derived rule to be named as the element's provenance
 * @param blank what holds where the columns are blank: of the steps only {@code as} is taken. A column that says something else is not blank, even if
 *     it cannot be understood
 */
record ValueRule(
        @Nullable String from,
        @Nullable String text,
        @Nullable List<String> paragraphs,
        @Nullable List<Repair> repair,
        @Nullable Set<String> unknown,
        @Nullable Pattern find,
        @Nullable String replace,
        @Nullable Map<String, String> values,
        @Nullable String table,
        @Nullable Boolean optional,
        @Nullable Integer shorten,
        @Nullable Kind as,
        @Nullable String currency,
        @Nullable String derived,
        @Nullable String blank) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    enum Kind {
        TEXT,
        NUMBER,
        INTEGER,
        MONEY,
        BOOLEAN,
        WEB_ADDRESS;

        private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^\\s/$.?#\"<>][^\\s\"<>]*");

        /** Null if the text is not of this kind. */
        @Nullable
        JsonNode convert(String value, @Nullable String currency) {
            var nodes = JsonNodeFactory.instance;
            try {
                return switch (this) {
                    case TEXT -> nodes.stringNode(value);
                    case NUMBER -> nodes.numberNode(number(value).stripTrailingZeros());
                    case INTEGER -> nodes.numberNode(number(value).intValueExact());
                    case MONEY -> nodes.numberNode(minorUnits(value, currency));
                    case BOOLEAN ->
                        value.equals("true") || value.equals("false") ? nodes.booleanNode(value.equals("true")) : null;
                    case WEB_ADDRESS -> ADDRESS.matcher(value).matches() ? nodes.stringNode(value) : null;
                };
            } catch (ArithmeticException | NumberFormatException notOfThisKind) {
                return null;
            }
        }

        private static BigDecimal number(String value) {
            return Storable.number(value).orElseThrow(NumberFormatException::new);
        }

        private static long minorUnits(String value, @Nullable String currency) {
            var digits = Currency.getInstance(Objects.requireNonNull(currency)).getDefaultFractionDigits();
            return number(value).movePointRight(digits).longValueExact();
        }
    }

    /** Whether amounts of it can be counted (ISO 4217). */
    static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(known -> known.getCurrencyCode().equals(code) && known.getDefaultFractionDigits() >= 0);
    }

    ValueRule withValues(Map<String, String> tableValues) {
        return new ValueRule(
                from,
                text,
                paragraphs,
                repair,
                unknown,
                find,
                replace,
                tableValues,
                table,
                optional,
                shorten,
                as,
                currency,
                derived,
                blank);
    }

    Set<String> columns() {
        var columns = new LinkedHashSet<String>();
        if (from != null) {
            columns.add(from);
        }
        if (text != null) {
            PLACEHOLDER.matcher(text).results().forEach(match -> columns.add(match.group(1)));
        }
        if (paragraphs != null) {
            columns.addAll(paragraphs);
        }
        return columns;
    }

    @Nullable
    JsonNode evaluate(Evaluation row) {
        if (blank != null && isBlank(row)) {
            return converted(blank, row);
        }
        var raw = raw(row);
        if (raw == null) {
            return null;
        }
        var value = translated(found(raw), row);
        if (value == null) {
            return null;
        }
        var shortened = shorten == null ? value : Sentences.shorten(value, shorten);
        var result = converted(shortened, row);
        if (result != null && derived != null) {
            row.derived(derived, from == null || shorten != null ? null : raw);
        }
        return result;
    }

    private boolean isBlank(Evaluation row) {
        return columns().stream().map(row::column).allMatch(value -> value == null || value.isBlank());
    }

    private @Nullable JsonNode converted(String value, Evaluation row) {
        var result = (as == null ? Kind.TEXT : as).convert(value, currency);
        if (result == null) {
            row.noted(name(), "“%s” is not %s; left undisclosed".formatted(excerpt(value), expected()));
        }
        return result;
    }

    private @Nullable String raw(Evaluation row) {
        if (from != null) {
            return cleaned(from, row);
        }
        if (paragraphs != null) {
            var parts = paragraphs.stream()
                    .map(column -> cleaned(column, row))
                    .filter(part -> part != null)
                    .toList();
            return parts.isEmpty() ? null : String.join("\n\n", parts);
        }
        return text == null ? null : filled(text, row);
    }

    private @Nullable String filled(String pattern, Evaluation row) {
        var complete = new StringBuilder();
        var matcher = PLACEHOLDER.matcher(pattern);
        while (matcher.find()) {
            var value = cleaned(matcher.group(1), row);
            if (value == null) {
                return null;
            }
            matcher.appendReplacement(complete, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(complete).toString();
    }

    private @Nullable String cleaned(String column, Evaluation row) {
        var value = row.column(column);
        if (value == null) {
            return null;
        }
        for (var step : repair == null ? List.<Repair>of() : repair) {
            var repaired = step.apply(value);
            if (!repaired.equals(value)) {
                row.repaired(column, step.rule(), excerpt(value));
                value = repaired;
            }
        }
        return value.isBlank() || saysNothing(value) ? null : value;
    }

    /** People write “None.” where a program would leave the column empty. */
    private boolean saysNothing(String value) {
        var bare = value.length() > 1 && value.endsWith(".") ? value.substring(0, value.length() - 1) : value;
        return unknown != null && unknown.stream().anyMatch(bare::equalsIgnoreCase);
    }

    private @Nullable String found(String value) {
        if (find == null) {
            return value;
        }
        var matcher = find.matcher(value);
        if (!matcher.find()) {
            return null;
        }
        if (replace == null) {
            return matcher.group(matcher.groupCount() == 0 ? 0 : 1);
        }
        var written = new StringBuilder();
        matcher.appendReplacement(written, replace);
        return written.substring(matcher.start());
    }

    private @Nullable String translated(@Nullable String value, Evaluation row) {
        if (value == null || values == null) {
            return value;
        }
        var translation = values.get(value);
        if (translation == null && !Boolean.TRUE.equals(optional)) {
            row.noted(name(), "“%s” is not a known value; left undisclosed".formatted(excerpt(value)));
        }
        return translation;
    }

    private String name() {
        return columns().stream().findFirst().orElseGet(() -> String.valueOf(text));
    }

    private String expected() {
        return switch (as == null ? Kind.TEXT : as) {
            case TEXT -> "a text";
            case NUMBER -> "a number";
            case INTEGER -> "a whole number";
            case MONEY -> "an amount of money";
            case BOOLEAN -> "true or false";
            case WEB_ADDRESS -> "a web address";
        };
    }

    private static String excerpt(String value) {
        return value.length() <= 80 ? value : value.substring(0, 79) + "…";
    }
}
