package market.tessera.provider.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import market.tessera.provider.mapping.Template.Agreed;
import market.tessera.provider.mapping.Template.Condition;
import market.tessera.provider.mapping.Template.Constant;
import market.tessera.provider.mapping.Template.Each;
import market.tessera.provider.mapping.Template.First;
import market.tessera.provider.mapping.Template.Product;
import market.tessera.provider.provider.CatalogueFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the templates of a mapping file into what is evaluated for each row, and collects everything that is wrong with them. */
final class TemplateCompiler {
    private static final Set<String> VALUE_MARKS = Set.of("from", "text", "paragraphs");

    private final Set<String> joined;
    private final Function<String, @Nullable Map<String, String>> tables;
    private final List<String> errors = new ArrayList<>();

    /**
     * @param joined names of the inputs that can be joined
     * @param tables value tables by name; null for one that does not exist
     */
    TemplateCompiler(Set<String> joined, Function<String, @Nullable Map<String, String>> tables) {
        this.joined = joined;
        this.tables = tables;
    }

    /** One sentence each. */
    List<String> errors() {
        return errors;
    }

    /** An object at the top is never undisclosed as a whole. */
    Template compileRoot(ObjectNode node, Shape shape, String path) {
        return node.has("each") || node.has("from")
                ? wrong(path, "has to be an object of the catalogue format")
                : members(node, shape, path, Set.of());
    }

    private Template compile(JsonNode node, Shape shape, String path) {
        if (node instanceof ObjectNode object) {
            return compileObject(object, shape, path);
        }
        if (node.isArray()) {
            return compileItems(node, shape, path);
        }
        return shape instanceof Shape.Leaf ? new Constant(node) : wrong(path, "is not a single value");
    }

    private Template compileObject(ObjectNode node, Shape shape, String path) {
        if (VALUE_MARKS.stream().anyMatch(mark -> node.has(mark) && !isMember(mark, shape))) {
            return shape instanceof Shape.Leaf ? value(node, path) : wrong(path, "is not a single value");
        }
        if (node.has("first")) {
            return new First(all(node.get("first"), shape, path));
        }
        if (node.has("product")) {
            return new Product(
                    all(node.get("product"), shape, path),
                    node.has("derived") ? node.get("derived").asString() : null);
        }
        if (node.has("agreed")) {
            return new Agreed(join(node.get("agreed"), path), compile(node.path("value"), shape, path));
        }
        if (node.has("each")) {
            return new Each(join(node.get("each"), path), compile(node.path("item"), shape, path));
        }
        return members(node, shape, path, shape instanceof Shape.Members known ? known.required() : Set.of());
    }

    /** Provenance has a member of its own that is called {@code from}. */
    private static boolean isMember(String name, Shape shape) {
        return shape instanceof Shape.Members known && known.members().containsKey(name);
    }

    private Template compileItems(JsonNode node, Shape shape, String path) {
        return shape instanceof Shape.Items list
                ? new Template.Items(all(node, list.item(), path))
                : wrong(path, "is not a list");
    }

    private List<Template> all(JsonNode node, Shape shape, String path) {
        var templates = new ArrayList<Template>();
        for (var item : node) {
            templates.add(compile(item, shape, path));
        }
        return templates;
    }

    private Template members(ObjectNode node, Shape shape, String path, Set<String> required) {
        var members = new LinkedHashMap<String, Template>();
        for (var entry : node.properties()) {
            var name = entry.getKey();
            var at = path + "." + name;
            switch (shape) {
                case Shape.Members known
                when known.members().containsKey(name) ->
                    members.put(name, compile(entry.getValue(), known.members().get(name), at));
                case Shape.Named named -> members.put(name, compile(entry.getValue(), named.member(), at));
                case Shape.Members _, Shape.Items _, Shape.Leaf _ -> {
                    if (!name.equals("when")) {
                        errors.add("%s is no element of the catalogue format".formatted(at));
                    }
                }
            }
        }
        var asked = required.stream().filter(members::containsKey).collect(java.util.stream.Collectors.toSet());
        return new Template.Members(members, condition(node, path), asked);
    }

    private @Nullable Condition condition(ObjectNode node, String path) {
        return node.has("when") ? read(node.get("when"), Condition.class, path + ".when") : null;
    }

    private Template value(ObjectNode node, String path) {
        var rule = read(node, ValueRule.class, path);
        if (rule == null) {
            return new Constant(node);
        }
        if (rule.as() == ValueRule.Kind.MONEY && rule.currency() == null) {
            errors.add("%s needs a currency".formatted(path));
        }
        if (rule.currency() != null && !ValueRule.isCurrency(rule.currency())) {
            errors.add("%s: “%s” is no currency of ISO 4217".formatted(path, rule.currency()));
        }
        if (rule.table() == null) {
            return new Template.Value(rule);
        }
        var table = tables.apply(rule.table());
        return table == null
                ? wrong(path, "refers to a value table “%s” that does not exist".formatted(rule.table()))
                : new Template.Value(rule.withValues(table));
    }

    private <T> @Nullable T read(JsonNode node, Class<T> type, String path) {
        try {
            return CatalogueFormat.YAML.treeToValue(node, type);
        } catch (JacksonException malformed) {
            errors.add("%s: %s"
                    .formatted(
                            path,
                            malformed.getOriginalMessage().lines().findFirst().orElse("malformed")));
            return null;
        }
    }

    private String join(JsonNode name, String path) {
        if (!joined.contains(name.asString())) {
            errors.add("%s refers to an input “%s” that is not joined".formatted(path, name.asString()));
        }
        return name.asString();
    }

    private Template wrong(String path, String why) {
        errors.add("%s %s".formatted(path, why));
        return new Constant(CatalogueFormat.YAML.nullNode());
    }
}
