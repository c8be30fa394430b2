package market.tessera.checkout.xapi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.sql.NullCharacters;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A statement that was sent (xAPI 1.0.3, part two, section 2).
 *
 * @param registration the enrollment; null of one that voids another
 * @param voids the statement that counts no more
 * @param at when it happened; never later than it was stored
 */
record Statement(
        UUID id, @Nullable UUID registration, @Nullable UUID voids, String verb, Instant at, ObjectNode body) {
    /** In letters: so that as many as are asked for at once fit into the memory. */
    private static final int LONGEST = 32_000;

    /**
     * Reads one.
     *
     * @param pointer where it stands in the body
     * @throws Problem 400 for what is none, or names no enrollment
     */
    static Statement read(JsonNode node, String pointer, @Nullable UUID givenId, Instant now) {
        if (!(node instanceof ObjectNode body) || !body.path("actor").isObject()) {
            throw refused(pointer + "/actor", "a statement has an actor, a verb and an object");
        }
        if (NullCharacters.in(body)) {
            throw refused(pointer, "a statement cannot contain the null character (U+0000)");
        }
        if (body.toString().length() > LONGEST) {
            throw refused(pointer, "a statement is at most %d letters long".formatted(LONGEST));
        }
        var verb = body.at("/verb/id").asString("");
        if (!verb.matches("[A-Za-z][A-Za-z0-9+.-]*:\\S{1,500}")) {
            throw refused(pointer + "/verb/id", "verb.id is no IRI");
        }
        if (body.at("/object/id").asString("").isBlank()) {
            throw refused(pointer + "/object/id", "object.id is missing");
        }
        var id = id(body, pointer, givenId);
        body.put("id", id.toString());
        if (Verb.of(verb).filter(Verb.VOIDED::equals).isPresent()) {
            var voids = uuid(body.at("/object/id").asString(""))
                    .orElseThrow(() -> refused(pointer + "/object/id", "object.id is not the id of a statement"));
            return new Statement(id, null, voids, verb, at(body, pointer, now), body);
        }
        var registration = uuid(body.at("/context/registration").asString(""))
                .orElseThrow(() -> refused(
                        pointer + "/context/registration", "context.registration has to be the id of an enrollment"));
        return new Statement(id, registration, null, verb, at(body, pointer, now), body);
    }

    private static UUID id(ObjectNode body, String pointer, @Nullable UUID given) {
        if (!body.has("id")) {
            return given == null ? UUID.randomUUID() : given;
        }
        var id = uuid(body.path("id").asString("")).orElseThrow(() -> refused(pointer + "/id", "id is no UUID"));
        if (given != null && !given.equals(id)) {
            throw refused(pointer + "/id", "id differs from statementId");
        }
        return id;
    }

    private static Instant at(ObjectNode body, String pointer, Instant now) {
        try {
            var at = body.has("timestamp")
                    ? OffsetDateTime.parse(body.path("timestamp").asString("")).toInstant()
                    : now;
            return at.isAfter(now) ? now : at;
        } catch (DateTimeException malformed) {
            throw refused(pointer + "/timestamp", "timestamp is no ISO 8601 time with an offset");
        }
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    static Problem refused(String pointer, String why) {
        return Problem.invalid(List.of(Violation.pointer(pointer, why)));
    }
}
