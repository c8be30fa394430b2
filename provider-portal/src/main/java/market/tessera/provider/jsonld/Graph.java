package market.tessera.provider.jsonld;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the courses of a file refer to: organisations, terms, places, by their {@code @id}. Bounded, since it is held in memory. */
public final class Graph {
    private static final int MOST_THINGS = 100_000;
    private static final long MOST_CHARACTERS = 32L * 1024 * 1024;

    private final Map<String, ObjectNode> things = new HashMap<>();
    private long characters;

    /** More beside the courses than can be held at once. */
    public static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @throws TooLarge if it is one too many */
    public void add(ObjectNode node) {
        var id = node.path("@id").asString("");
        if (id.isEmpty() || things.putIfAbsent(id, node) != null) {
            return;
        }
        characters += length(node);
        if (things.size() > MOST_THINGS || characters > MOST_CHARACTERS) {
            throw new TooLarge();
        }
    }

    public Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(things.get(id));
    }

    private static long length(JsonNode node) {
        if (!node.isContainer()) {
            return node.isString() ? node.asString().length() : 8;
        }
        var length = 16L;
        for (var member : node) {
            length += 16 + length(member);
        }
        return length;
    }
}
