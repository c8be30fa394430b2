package market.tessera.storefront.pathway;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.storefront.document.Pathway;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pathway as a CTDL Pathway (https://credreg.net/ctdl/terms): its parts as components that stand for courses, and what it leads to as the component
 * that they are the condition of.
 */
final class CtdlPathway {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String LANGUAGE = "en";

    private final Around around;
    private final Pathway pathway;
    private final String origin;
    private final List<Part> parts;

    CtdlPathway(Around around, String origin) {
        this.around = around;
        this.pathway = around.pathway();
        this.origin = origin;
        this.parts = Stream.concat(
                        around.offerings().stream()
                                .map(listing -> new Part(
                                        "ceterms:CourseComponent",
                                        listing.card().title(),
                                        "offerings/" + listing.card().id())),
                        around.within().stream()
                                .map(part -> new Part("ceterms:BasicComponent", part.title(), "pathways/" + part.id())))
                .toList();
    }

    private record Part(String type, String title, String path) {}

    ObjectNode toJson() {
        var node = JSON.objectNode()
                .put("@context", "https://credreg.net/ctdl/schema/context/json")
                .put("@id", address("pathways/" + pathway.id()))
                .put("@type", "ceterms:Pathway")
                .put("ceterms:ctid", "ce-" + pathway.id());
        node.set("ceterms:name", words(pathway.title()));
        node.set("ceterms:description", words(pathway.summary() == null ? pathway.title() : pathway.summary()));
        node.put("ceterms:subjectWebpage", origin + PathwayViewMaker.address(pathway));
        node.set("ceterms:ownedBy", JSON.arrayNode().add(provider()));
        node.set("ceterms:offeredBy", JSON.arrayNode().add(provider()));
        node.set("ceterms:hasDestinationComponent", JSON.arrayNode().add(destination()));
        node.set("ceterms:hasPart", components());
        return node;
    }

    private ObjectNode provider() {
        var page = origin + "/institutions/" + pathway.provider().slug();
        var site = around.institution()
                .flatMap(known -> Optional.ofNullable(known.url()))
                .orElse(page);
        return named("ceterms:CredentialOrganization", pathway.provider().name())
                .put("@id", page)
                .put("ceterms:subjectWebpage", site);
    }

    private ObjectNode destination() {
        var award = pathway.award() == null ? pathway.title() : pathway.award().name();
        var condition = JSON.objectNode().put("@type", "ceterms:ComponentCondition");
        condition.set("ceterms:description", words(asked()));
        switch (pathway.rule().type()) {
            case "allOf" ->
                condition.put(
                        "ceterms:requiredNumber",
                        pathway.offerings().size() + pathway.pathways().size());
            case "anyOf" ->
                condition.put("ceterms:requiredNumber", pathway.rule().n());
            default -> {}
        }
        var targets = condition.putArray("ceterms:targetComponent");
        IntStream.rangeClosed(1, parts.size()).forEach(at -> targets.add(component(at)));
        var destination = named("ceterms:CredentialComponent", award).put("@id", component(0));
        destination.set("ceterms:hasCondition", JSON.arrayNode().add(condition));
        return destination;
    }

    private String asked() {
        var rule = pathway.rule();
        return switch (rule.type()) {
            case "anyOf" -> "Any %d of the parts".formatted(rule.n());
            case "creditSum" -> "Parts that give %s %s together".formatted(points(rule), rule.framework());
            default -> "All of the parts";
        };
    }

    private static String points(Pathway.Rule rule) {
        return BigDecimal.valueOf(Objects.requireNonNullElse(rule.points(), 0.0))
                .stripTrailingZeros()
                .toPlainString();
    }

    private ArrayNode components() {
        var components = JSON.arrayNode().add(JSON.objectNode().put("@id", component(0)));
        IntStream.range(0, parts.size()).forEach(at -> components.add(component(at + 1, parts.get(at))));
        return components;
    }

    private ObjectNode component(int place, Part part) {
        return named(part.type(), part.title())
                .put("@id", component(place))
                .put("ceterms:proxyFor", address(part.path()));
    }

    /** A node of this document only. */
    private String component(int place) {
        return "_:%s-%d".formatted(pathway.id(), place);
    }

    private String address(String path) {
        return origin + "/api/v1/" + path;
    }

    private static ObjectNode named(String type, String name) {
        var node = JSON.objectNode().put("@type", type);
        node.set("ceterms:name", words(name));
        return node;
    }

    private static ObjectNode words(String text) {
        return JSON.objectNode().put(LANGUAGE, text);
    }
}
