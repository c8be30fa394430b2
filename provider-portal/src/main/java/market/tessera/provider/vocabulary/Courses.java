package market.tessera.provider.vocabulary;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import market.tessera.provider.jsonld.Graph;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.jsonld.Words;
import market.tessera.provider.mapping.MappedRecord;
import market.tessera.provider.vocabulary.ctdl.CtdlCourse;
import market.tessera.provider.vocabulary.element.Organisations;
import market.tessera.provider.vocabulary.element.Transcript;
import market.tessera.provider.vocabulary.schema.SchemaCourse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds courses in JSON-LD, and says of each in the catalogue format what it says of itself. */
public final class Courses {
    private static final Set<String> CTDL = Set.of("LearningOpportunityProfile", "LearningProgram", "Course");
    private static final Set<String> SCHEMA = Set.of("Course", "EducationalOccupationalProgram");

    /** Nodes below which parts of a document are found that are documents themselves. */
    private static final List<String> CONTAINERS = List.of("decoded_resource", "@graph");

    private Courses() {}

    /**
     * Hands out the courses of a document, and what of it is published in its own right but is none, such as a credential.
     *
     * @param others everything else that stands on its own, which courses may refer to
     */
    public static void find(JsonNode document, Consumer<ObjectNode> courses, Consumer<ObjectNode> others) {
        if (document.isArray()) {
            document.forEach(part -> find(part, courses, others));
        } else if (document instanceof ObjectNode node) {
            var container = CONTAINERS.stream().filter(node::has).findFirst();
            if (container.isPresent()) {
                find(node.get(container.get()), courses, others);
            } else if (isCourse(node) || isRegistered(node)) {
                courses.accept(node);
            } else {
                others.accept(node);
                node.forEach(member -> find(member, courses, _ -> {}));
            }
        }
    }

    /** What is published in a registry of CTDL beside courses and organisations. */
    private static boolean isRegistered(ObjectNode node) {
        var thing = Thing.of(node, new Graph());
        return thing.has("ctid") && thing.types().stream().noneMatch(type -> type.endsWith("Organization"));
    }

    public static boolean isCourse(ObjectNode node) {
        return isCtdl(node) || isSchema(node);
    }

    private static boolean isCtdl(ObjectNode node) {
        return rawTypes(node).stream()
                        .anyMatch(type -> type.contains("ceterms") && CTDL.contains(Thing.localName(type)))
                || (node.has("ceterms:ctid")
                        && rawTypes(node).stream().anyMatch(type -> CTDL.contains(Thing.localName(type))));
    }

    private static boolean isSchema(ObjectNode node) {
        return rawTypes(node).stream()
                .anyMatch(type -> !type.contains("ceterms") && SCHEMA.contains(Thing.localName(type)));
    }

    private static List<String> rawTypes(ObjectNode node) {
        return node.has("@type") ? Words.all(node.get("@type"), "en") : List.of();
    }

    /**
     * An offering of the catalogue format.
     *
     * @param own whether it belongs to whoever sends it, whatever it says of its provider
     * @return empty if the node is no course
     */
    public static Optional<MappedRecord> offering(ObjectNode node, Graph graph, boolean own) {
        if (!isCourse(node)) {
            return Optional.empty();
        }
        var course = Thing.of(node, graph);
        var offering = new Transcript();
        var provider = Organisations.offering(course).flatMap(Organisations::id);
        if (!own) {
            offering.text("provider", provider);
        }
        if (isCtdl(node)) {
            new CtdlCourse(course, offering).write();
        } else {
            new SchemaCourse(course, offering).write();
        }
        offering.rest(course);
        return Optional.of(offering.done());
    }

    /** The provider of a course in the catalogue format, as far as it is described. */
    public static Optional<ObjectNode> provider(ObjectNode node, Graph graph) {
        return isCourse(node)
                ? Organisations.offering(Thing.of(node, graph)).flatMap(Organisations::profile)
                : Optional.empty();
    }

    /** What a node is and by which id it is known, for saying that it is no course. */
    public static String described(ObjectNode node) {
        return "is a %s; courses, learning programmes and learning opportunities are taken"
                .formatted(rawTypes(node).stream().findFirst().orElse("thing without @type"));
    }

    public static Optional<String> id(ObjectNode node) {
        var thing = Thing.of(node, new Graph());
        return thing.text("ctid").or(() -> thing.text("@id"));
    }
}
