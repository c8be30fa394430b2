package market.tessera.provider.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import market.tessera.provider.mapping.MappedRecord.Remark;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The making of one record: the row it is made from, and what has to be told about how each element came about. */
final class Evaluation {
    private static final int LONGEST_ORIGIN = 500;

    private final Row row;
    private final Map<String, List<Row>> joined;
    private final Story story;

    private Evaluation(Row row, Map<String, List<Row>> joined, Story story) {
        this.row = row;
        this.joined = joined;
        this.story = story;
    }

    static MappedRecord of(Template template, Row row, Map<String, List<Row>> joined) {
        var story = new Story();
        var node = new Evaluation(row, joined, story).member("", template);
        var record = node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        story.tell(record);
        return new MappedRecord(record, List.copyOf(story.repairs), List.copyOf(story.notes));
    }

    /** The same record, seen from a row of a joined input. */
    Evaluation at(Row other) {
        return new Evaluation(other, joined, story);
    }

    List<Row> joined(String input) {
        return joined.getOrDefault(input, List.of());
    }

    @Nullable
    String column(String name) {
        return row.get(name);
    }

    /** Evaluates a member; what happens within belongs to the outermost one, the element. */
    @Nullable
    JsonNode member(String name, Template template) {
        var outermost = story.depth == 1;
        if (outermost) {
            story.element = name;
        }
        story.depth++;
        var value = template.evaluate(this);
        story.depth--;
        return value;
    }

    /** Tells nothing of how a value came about if there is none in the end. */
    @Nullable
    JsonNode attempt(Supplier<@Nullable JsonNode> evaluation) {
        var before = Optional.ofNullable(story.origins.get(story.element)).map(Origin::copy);
        var value = evaluation.get();
        if (value == null) {
            before.ifPresentOrElse(
                    origin -> story.origins.put(story.element, origin), () -> story.origins.remove(story.element));
        }
        return value;
    }

    void derived(String rule, @Nullable String from) {
        var origin = story.origins.computeIfAbsent(story.element, _ -> new Origin());
        origin.rules.add(rule);
        if (from != null) {
            origin.from.add(from);
        }
    }

    void repaired(String column, String rule, String from) {
        derived(rule, from);
        story.repairs.add(new Remark(column, rule));
    }

    void noted(String column, String reason) {
        story.notes.add(new Remark(column, reason));
    }

    private static final class Story {
        private final Map<String, Origin> origins = new LinkedHashMap<>();
        private final Set<Remark> repairs = new LinkedHashSet<>();
        private final Set<Remark> notes = new LinkedHashSet<>();
        private String element = "";
        private int depth;

        /** Adds the origins to the record's own provenance and takes away those of elements that are not there. */
        void tell(ObjectNode record) {
            if (!record.has("title")) {
                return;
            }
            var provenance =
                    record.get("provenance") instanceof ObjectNode stated ? stated : record.putObject("provenance");
            origins.forEach((element, origin) -> provenance.set(element, origin.node()));
            for (var element : new ArrayList<>(provenance.propertyNames())) {
                if (!record.has(element)) {
                    provenance.remove(element);
                }
            }
        }
    }

    private static final class Origin {
        private final Set<String> rules = new LinkedHashSet<>();
        private final Set<String> from = new LinkedHashSet<>();

        Origin copy() {
            var copy = new Origin();
            copy.rules.addAll(rules);
            copy.from.addAll(from);
            return copy;
        }

        ObjectNode node() {
            var node = JsonNodeFactory.instance.objectNode();
            node.put("basis", "derived");
            node.put("rule", cut(String.join("; ", rules)));
            if (!from.isEmpty()) {
                node.put("from", cut(String.join("; ", from)));
            }
            return node;
        }

        private static String cut(String text) {
            return text.length() <= LONGEST_ORIGIN ? text : text.substring(0, LONGEST_ORIGIN - 1) + "…";
        }
    }
}
