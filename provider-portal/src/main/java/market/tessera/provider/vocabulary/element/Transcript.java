package market.tessera.provider.vocabulary.element;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.mapping.MappedRecord;
import market.tessera.provider.mapping.MappedRecord.Remark;
import market.tessera.provider.mapping.Sentences;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An offering of the catalogue format in the making, with what there is to say about it. */
public final class Transcript {
    public static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_SUMMARY = 240;
    private static final int LONGEST_ORIGIN = 500;
    private static final int LONGEST_EXCERPT = 80;

    /** What describes the description, not the course. */
    private static final Set<String> TECHNICAL = Set.of(
            "sameAs",
            "mainEntityOfPage",
            "potentialAction",
            "additionalType",
            "dateCreated",
            "dateModified",
            "datePublished",
            "dateEffective",
            "dateLastModified",
            "versionIdentifier",
            "lifeCycleStatusType",
            "type",
            "id",
            "recordLanguage",
            "recordStatus",
            "roleEnablement");

    private final ObjectNode offering = JSON.objectNode();
    private final ObjectNode provenance = JSON.objectNode();
    private final List<Remark> notes = new ArrayList<>();

    public void text(String element, Optional<String> text) {
        text.ifPresent(known -> offering.put(element, known));
    }

    public void set(String element, JsonNode value) {
        if (!value.isEmpty() || value.isValueNode()) {
            offering.set(element, value);
        }
    }

    /** As many items as the element can have. */
    public void list(String element, String property, Collection<? extends JsonNode> items, int most) {
        var distinct = new LinkedHashSet<JsonNode>(items);
        if (distinct.size() > most) {
            note(property, "has %d entries; the first %d were taken".formatted(distinct.size(), most));
        }
        set(element, JSON.arrayNode().addAll(distinct.stream().limit(most).toList()));
    }

    public void description(Optional<String> text) {
        text("description", text);
        text.ifPresent(words -> {
            offering.put("summary", Sentences.shorten(words, LONGEST_SUMMARY));
            derived("summary", "beginning of the description", null);
        });
    }

    public void derived(String element, String rule, @Nullable String from) {
        var origin = JSON.objectNode().put("basis", "derived").put("rule", rule);
        if (from != null) {
            origin.put("from", from.length() > LONGEST_ORIGIN ? from.substring(0, LONGEST_ORIGIN - 1) + "…" : from);
        }
        provenance.set(element, origin);
    }

    public void note(String property, String reason) {
        notes.add(new Remark(property, reason));
    }

    public void undisclosed(String property, String value, String why) {
        var excerpt = value.length() > LONGEST_EXCERPT ? value.substring(0, LONGEST_EXCERPT - 1) + "…" : value;
        note(property, "“%s” %s; left undisclosed".formatted(excerpt, why));
    }

    /** Says what of a course was not asked for. */
    public void rest(Thing course) {
        var rest = course.unasked();
        rest.removeAll(TECHNICAL);
        if (!rest.isEmpty()) {
            note(String.join(", ", rest), "has no place in the catalogue format; left out");
        }
    }

    public MappedRecord done() {
        if (!provenance.isEmpty()) {
            offering.set("provenance", provenance);
        }
        return new MappedRecord(offering, List.of(), List.copyOf(notes));
    }
}
