package market.tessera.provider.endorsement;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One step of an endorsement, as {@code endorsement.updated} of {@code docs/events.md} tells it.
 *
 * @param state that it has led to
 * @param provider who has asked
 * @param said what the one who took the step says; empty if nothing
 */
record Step(String state, Institution provider, Institution endorser, String title, int edition, String said) {

    record Institution(UUID id, String name) {
        static Institution of(JsonNode node) {
            return new Institution(
                    UUID.fromString(node.path("id").asString("")),
                    node.path("name").asString(""));
        }
    }

    /**
     * A letter to the administrators of one of the two.
     *
     * @param key of its words
     */
    record Notice(String key, Institution to, Institution other) {}

    /** @throws IllegalArgumentException if it is none */
    static Step of(JsonNode data) {
        var state = data.path("state").asString("");
        return new Step(
                state,
                Institution.of(data.path("provider")),
                Institution.of(data.path("endorser")),
                data.path("title").asString(""),
                data.path("edition").asInt(0),
                data.path(state.equals("asked") ? "note" : "comment").asString(""));
    }

    /** Whoever took the step knows of it; what is said in an institution's own name all of its administrators are told. */
    List<Notice> notices() {
        return switch (state) {
            case "asked", "taken_back" -> List.of(toEndorser(state));
            case "declined" -> List.of(toProvider(state));
            case "given", "withdrawn" ->
                Stream.of(toProvider(state), toEndorser(state + ".by-us")).toList();
            default -> List.of();
        };
    }

    private Notice toProvider(String key) {
        return new Notice(key, provider, endorser);
    }

    private Notice toEndorser(String key) {
        return new Notice(key, endorser, provider);
    }
}
