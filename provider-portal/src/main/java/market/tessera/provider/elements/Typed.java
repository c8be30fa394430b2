package market.tessera.provider.elements;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.provider.Storable;
import org.springframework.util.MultiValueMap;

/**
 * What stands in a form's inputs, as typed, by name: {@code title}, {@code costs[0].amount}. Kept apart from what it means, so that nothing
 * that was typed is lost because it cannot be understood.
 */
public record Typed(Map<String, String> values) {
    /** Rows of one list beyond this are not read; no element may have as many. */
    private static final int MOST_ROWS = 200;

    public static Typed from(MultiValueMap<String, String> form) {
        return new Typed(form.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty() && entry.getValue().getFirst() != null)
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> Storable.cleaned(entry.getValue().getFirst()).replace("\r\n", "\n"))));
    }

    /** As typed, without blanks around it; empty if nothing was. */
    public String get(String name) {
        return values.getOrDefault(name, "").strip();
    }

    /** A number that was carried along; 0 if none was. */
    public long count(String name) {
        return get(name).matches("\\d{1,15}") ? Long.parseLong(get(name)) : 0;
    }

    /** Number of rows of a list that anything was typed into or that were on the page. */
    public int rows(String list) {
        return rowNumbers(list).size();
    }

    /** How many rows of a list there are more than in another form. */
    public int rowsBeyond(Typed other, String list) {
        return rows(list) - other.rows(list);
    }

    /** Without rows in which nothing was typed; the others move up. */
    Typed compact(List<Section> sections) {
        return sections.stream()
                .flatMap(section -> section.fields().stream())
                .filter(field -> field.kind() == Field.Kind.ROWS)
                .map(Field::name)
                .reduce(this, Typed::compact, (one, _) -> one);
    }

    /** Without one row of a list. */
    public Typed without(String row) {
        return new Typed(values.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(row + "."))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** With what another form says of one element, in place of what this one says of it. */
    public Typed taking(String element, Typed other) {
        return new Typed(Stream.concat(
                        values.entrySet().stream().filter(entry -> !isOf(element, entry.getKey())),
                        other.values.entrySet().stream().filter(entry -> isOf(element, entry.getKey())))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static boolean isOf(String element, String input) {
        return input.equals(element) || input.startsWith(element + ".") || input.startsWith(element + "[");
    }

    /** With one more row at the end of a list. */
    public Typed with(String list, Map<String, String> row) {
        var all = new HashMap<>(values);
        row.forEach((name, value) -> all.put("%s[%d].%s".formatted(list, rows(list), name), value));
        return new Typed(all);
    }

    /** With all dated runs again, a year later. */
    public Typed withNextYear() {
        return NextYear.added(this);
    }

    /** Whether there is a run that could be repeated. */
    public boolean hasDatedRun() {
        return NextYear.hasDated(this);
    }

    private Typed compact(String list) {
        var places = new LinkedHashMap<Integer, Integer>();
        rowNumbers(list).forEach((row, filled) -> {
            if (filled) {
                places.put(row, places.size());
            }
        });
        var others = values.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(list + "["))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        var rows = Pattern.compile(Pattern.quote(list) + "\\[(\\d{1,4})](\\..+)");
        values.forEach((name, value) -> {
            var match = rows.matcher(name);
            if (match.matches() && places.containsKey(Integer.valueOf(match.group(1)))) {
                others.put(list + "[" + places.get(Integer.valueOf(match.group(1))) + "]" + match.group(2), value);
            }
        });
        return new Typed(others);
    }

    /** The list's rows in order, and whether anything visible was typed into each. */
    private SequencedMap<Integer, Boolean> rowNumbers(String list) {
        var rows = Pattern.compile(Pattern.quote(list) + "\\[(\\d{1,4})]\\.(.+)");
        var found = new TreeMap<Integer, Boolean>();
        values.forEach((name, value) -> {
            var match = rows.matcher(name);
            if (match.matches() && Integer.parseInt(match.group(1)) < MOST_ROWS) {
                var filled = !value.isBlank() && !match.group(2).equals("externalId");
                found.merge(Integer.valueOf(match.group(1)), filled, Boolean::logicalOr);
            }
        });
        return found;
    }
}
