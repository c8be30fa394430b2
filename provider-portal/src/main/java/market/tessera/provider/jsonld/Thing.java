package market.tessera.provider.jsonld;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node of a graph. Properties have the local names of their vocabulary, with whatever prefix or address they were written; no context is ever
 * fetched. Remembers what it was asked for, so that the rest can be reported.
 */
public final class Thing {
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^\\s/$.?#\"<>][^\\s\"<>]*");

    private final Map<String, JsonNode> properties;
    private final Graph graph;
    private final String language;
    private final Set<String> asked = new HashSet<>();

    private Thing(Map<String, JsonNode> properties, Graph graph, String language) {
        this.properties = properties;
        this.graph = graph;
        this.language = language;
    }

    /** With the texts in the language of the thing itself, where it says one. */
    public static Thing of(ObjectNode node, Graph graph) {
        var properties = properties(node);
        var stated = Optional.ofNullable(properties.get("inLanguage"))
                .or(() -> Optional.ofNullable(properties.get("recordLanguage")));
        var language = stated.flatMap(value -> Words.first(value, "en")).orElse("en");
        return new Thing(properties, graph, language);
    }

    private Thing of(JsonNode value) {
        if (value instanceof ObjectNode object) {
            var id = object.path("@id").asString("");
            return object.size() == 1 && graph.find(id).isPresent()
                    ? of(graph.find(id).get())
                    : new Thing(properties(object), graph, language);
        }
        var text = value.asString("").strip();
        return graph.find(text)
                .map(this::of)
                .orElseGet(() -> new Thing(
                        Map.of(
                                isAddress(text) || text.startsWith("_:") ? "@id" : "name",
                                JsonNodeFactory.instance.stringNode(text)),
                        graph,
                        language));
    }

    private static Map<String, JsonNode> properties(ObjectNode node) {
        var properties = new LinkedHashMap<String, JsonNode>();
        node.properties().forEach(member -> properties.putIfAbsent(localName(member.getKey()), member.getValue()));
        return properties;
    }

    /** {@code ceterms:name}, {@code https://schema.org/name} and {@code name} are all {@code name}. */
    public static String localName(String name) {
        var stripped = name.strip();
        return stripped.startsWith("@")
                ? stripped
                : stripped.substring(1
                        + Math.max(
                                stripped.lastIndexOf(':'),
                                Math.max(stripped.lastIndexOf('/'), stripped.lastIndexOf('#'))));
    }

    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    public Set<String> types() {
        return Stream.of("@type", "type")
                .flatMap(name -> Stream.ofNullable(properties.get(name)))
                .flatMap(value -> Words.all(value, language).stream())
                .map(Thing::localName)
                .collect(java.util.stream.Collectors.toSet());
    }

    public boolean has(String property) {
        return properties.containsKey(property);
    }

    /** Single values of a property, whether it was written as a list or not. */
    public List<JsonNode> values(String property) {
        asked.add(property);
        var value = properties.get(property);
        if (value == null || value.isNull()) {
            return List.of();
        }
        return value.isArray() ? List.copyOf(value.values()) : List.of(value);
    }

    public Optional<String> text(String property) {
        asked.add(property);
        return Optional.ofNullable(properties.get(property)).flatMap(value -> Words.first(value, language));
    }

    /** The first of some properties that says anything. */
    public Optional<String> anyText(String... names) {
        return Stream.of(names).flatMap(name -> text(name).stream()).findFirst();
    }

    public List<String> texts(String property) {
        asked.add(property);
        return Optional.ofNullable(properties.get(property))
                .map(value -> Words.all(value, language))
                .orElse(List.of());
    }

    /** What a property leads to; a text is a thing of that name, an address one of that address. */
    public List<Thing> things(String property) {
        var found = new ArrayList<Thing>();
        for (var value : values(property)) {
            if (Words.isText(value)) {
                Words.all(value, language).forEach(text -> found.add(of(JsonNodeFactory.instance.stringNode(text))));
            } else {
                found.add(of(value));
            }
        }
        return found;
    }

    public Stream<Thing> things(Stream<String> names) {
        return names.flatMap(name -> things(name).stream());
    }

    /** What it is called. */
    public Optional<String> label() {
        return anyText("name", "targetNodeName", "targetName", "competencyText", "headline", "value");
    }

    /** Where it is described, or null. */
    @Nullable
    public String address() {
        return Stream.of("url", "subjectWebpage", "@id", "id")
                .flatMap(name -> text(name).stream())
                .filter(Thing::isAddress)
                .findFirst()
                .orElse(null);
    }

    public String language() {
        return language;
    }

    /** What it says that nobody has asked for. */
    public Set<String> unasked() {
        var rest = new LinkedHashSet<>(properties.keySet());
        rest.removeAll(asked);
        rest.removeIf(name -> name.startsWith("@"));
        return rest;
    }
}
