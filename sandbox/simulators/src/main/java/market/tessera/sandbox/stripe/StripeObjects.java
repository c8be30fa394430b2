package market.tessera.sandbox.stripe;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Everything the account holds, by id. What is handed out is a copy; a change counts once it is put back. */
final class StripeObjects {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 24;
    private static final String VERSION = "simulator_version";
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();
    private final Map<String, Map<String, ObjectNode>> byType = new ConcurrentHashMap<>();
    private final Journal journal;

    StripeObjects(Journal journal) {
        this.journal = journal;
        journal.replay(this::keep);
    }

    static String newId(String prefix) {
        var id = new StringBuilder(prefix).append('_');
        RANDOM.ints(ID_LENGTH, 0, ALPHABET.length()).forEach(at -> id.append(ALPHABET.charAt(at)));
        return id.toString();
    }

    static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }

    Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(objects.get(id)).map(ObjectNode::deepCopy);
    }

    ObjectNode put(ObjectNode object) {
        var kept = object.deepCopy();
        journal.append(kept);
        keep(kept);
        return object;
    }

    private void keep(ObjectNode object) {
        var id = object.path("id").asString();
        objects.put(id, object);
        byType.computeIfAbsent(object.path("object").asString(""), _ -> new ConcurrentSkipListMap<>())
                .put(id, object);
    }

    List<ObjectNode> all(String type, Predicate<ObjectNode> wanted) {
        return byType.getOrDefault(type, Map.of()).values().stream()
                .filter(wanted)
                .map(ObjectNode::deepCopy)
                .toList();
    }

    /** The API version that clients speak; events are written in it. */
    void version(String version) {
        if (!version.isEmpty() && !version.equals(version())) {
            put(object().put("id", VERSION).put("object", "simulator").put("version", version));
        }
    }

    String version() {
        return find(VERSION).map(kept -> kept.path("version").asString()).orElse("");
    }
}
