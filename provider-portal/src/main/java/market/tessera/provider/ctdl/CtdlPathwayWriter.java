package market.tessera.provider.ctdl;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pathway as a CTDL Pathway: its parts as components that stand for courses by their CTIDs, and what it leads to as the component that they are the
 * condition of. Of an award's institution, of recognition and of course codes there is nothing in that vocabulary.
 */
public final class CtdlPathwayWriter {
    private static final Nodes NODES = new Nodes("en");

    private CtdlPathwayWriter() {}

    /** What a pathway consists of. */
    public record Part(UUID id, boolean pathway, String title) {}

    /**
     * As one line of JSON.
     *
     * @param terms as in the catalogue format
     */
    public static String pathway(UUID id, String provider, @Nullable String address, JsonNode terms, List<Part> parts) {
        var pathway = Nodes.object("ceterms:Pathway").put("ceterms:ctid", ctid(id));
        pathway.set("ceterms:name", NODES.words(terms.path("title").asString()));
        if (terms.has("summary")) {
            pathway.set("ceterms:description", NODES.words(terms.get("summary").asString()));
        }
        var offers = NODES.named("ceterms:CredentialOrganization", provider);
        if (address != null) {
            offers.put("ceterms:subjectWebpage", address);
        }
        pathway.putArray("ceterms:offeredBy").add(offers);
        pathway.putArray("ceterms:hasDestinationComponent").add(destination(id, terms, parts));
        var components = pathway.putArray("ceterms:hasPart");
        components.addObject().put("@id", node(id, 0));
        IntStream.range(0, parts.size()).forEach(at -> components.add(component(id, at + 1, parts.get(at))));
        return pathway.toString();
    }

    private static ObjectNode destination(UUID id, JsonNode terms, List<Part> parts) {
        var name = terms.at("/award/name").asString(terms.path("title").asString());
        var destination = NODES.named("ceterms:CredentialComponent", name).put("@id", node(id, 0));
        var condition = Nodes.object("ceterms:ComponentCondition");
        var rule = terms.path("rule");
        condition.set("ceterms:description", NODES.words(said(rule)));
        if (!rule.path("type").asString().equals("creditSum")) {
            condition.put("ceterms:requiredNumber", rule.path("n").asInt(parts.size()));
        }
        var targets = condition.putArray("ceterms:targetComponent");
        IntStream.rangeClosed(1, parts.size()).forEach(at -> targets.add(node(id, at)));
        destination.putArray("ceterms:hasCondition").add(condition);
        return destination;
    }

    private static String said(JsonNode rule) {
        return switch (rule.path("type").asString()) {
            case "anyOf" -> "Any %d of the parts".formatted(rule.path("n").asInt());
            case "creditSum" ->
                "Parts that give %s %s together"
                        .formatted(
                                rule.path("points").decimalValue().toPlainString(),
                                rule.path("framework").asString());
            default -> "All of the parts";
        };
    }

    private static ObjectNode component(UUID id, int place, Part part) {
        return NODES.named(part.pathway() ? "ceterms:BasicComponent" : "ceterms:CourseComponent", part.title())
                .put("@id", node(id, place))
                .put("ceterms:proxyFor", ctid(part.id()));
    }

    private static String ctid(UUID id) {
        return "ce-" + id;
    }

    /** A node of this file only. */
    private static String node(UUID pathway, int place) {
        return "_:%s-%d".formatted(pathway, place);
    }
}
