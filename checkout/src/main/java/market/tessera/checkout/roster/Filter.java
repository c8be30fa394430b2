package market.tessera.checkout.roster;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import market.tessera.checkout.roster.RosterRefusal.Reason;

/**
 * What {@code filter} asks for, as a condition on the rows {@code r} of a resource (OneRoster 1.2, section 3.4.1): {@code field operator 'value'},
 * several of them with AND, which binds closer, or OR between; the operators are {@code = != > >= < <=} and {@code ~}, contains. A field
 * within another is reached by a dot. The field has to be one of the resource; values are bound, never part of the statement.
 */
record Filter(String condition, Map<String, Object> values) {
    static final Filter ALL = new Filter("true", Map.of());

    private static final int MOST = 10;
    private static final int LONGEST = 2_000;
    private static final Pattern PREDICATE =
            Pattern.compile("\\s*([A-Za-z]\\w*(?:\\.[A-Za-z]\\w*){0,3})\\s*(!=|>=|<=|=|>|<|~)\\s*'((?:[^']|'')*)'\\s*");
    private static final Pattern JOINED = Pattern.compile("(AND|OR)(?=\\s)", Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

    /** @throws RosterRefusal for what is no filter, or names what is not there */
    static Filter read(String text, Resource resource) {
        if (text.length() > LONGEST) {
            throw refused("The filter is too long");
        }
        var condition = new StringBuilder();
        var values = new LinkedHashMap<String, Object>();
        var predicate = PREDICATE.matcher(text);
        var joined = JOINED.matcher(text);
        for (var at = 0; ; at = joined.end()) {
            if (!predicate.region(at, text.length()).lookingAt() || values.size() >= MOST) {
                throw refused(
                        "The filter is not of the form field='value', with at most 10 of those joined by AND or OR");
            }
            condition.append(predicate(predicate, resource, values));
            if (predicate.end() == text.length()) {
                return new Filter(condition.toString(), values);
            }
            if (!joined.region(predicate.end(), text.length()).lookingAt()) {
                throw refused("What follows '%s' in the filter is neither AND nor OR".formatted(predicate.group()));
            }
            condition.append("OR".equalsIgnoreCase(joined.group()) ? " or " : " and ");
        }
    }

    private static String predicate(Matcher found, Resource resource, Map<String, Object> values) {
        var path = found.group(1).split("\\.", -1);
        if (!resource.fields().contains(path[0])) {
            throw refused("%s has no field %s".formatted(resource.plural(), path[0]));
        }
        var name = "filter" + values.size();
        values.put(name, value(path[0], found.group(3).replace("''", "'"), resource));
        if (path.length == 1) {
            return compared("r.\"" + path[0] + "\"", found.group(2), name, resource.isNumber(path[0]));
        }
        return "exists (select from jsonb_path_query(to_jsonb(r), '$.\"%s\"') v where %s)"
                .formatted(String.join("\".\"", path), compared("v #>> '{}'", found.group(2), name, false));
    }

    private static String compared(String left, String operator, String name, boolean number) {
        return switch (operator) {
            case "~" -> "strpos(lower((%s)::text), lower(:%s)) > 0".formatted(left, name);
            case "!=" -> "(%s)%s is distinct from :%s".formatted(left, number ? "" : "::text", name);
            default -> "(%s)%s %s :%s".formatted(left, number ? "" : "::text", operator, name);
        };
    }

    private static Object value(String field, String text, Resource resource) {
        try {
            if (field.equals("dateLastModified")) {
                return TIME.format(
                        text.length() == 10
                                ? LocalDate.parse(text).atStartOfDay()
                                : OffsetDateTime.parse(text).atZoneSameInstant(ZoneOffset.UTC));
            }
            return resource.isNumber(field) ? new BigDecimal(text) : text;
        } catch (DateTimeException | NumberFormatException malformed) {
            throw refused("'%s' cannot be compared with %s".formatted(text, field));
        }
    }

    private static RosterRefusal refused(String why) {
        return new RosterRefusal(Reason.INVALID_FILTER, why);
    }
}
