package market.tessera.checkout.verifier;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Points in time as documents write them (XML Schema, {@code dateTimeStamp}). */
final class Moments {
    private Moments() {}

    /** Nothing where there is none, or it cannot be read. */
    static Optional<Instant> in(JsonNode time) {
        return time.isString() ? read(time.asString()) : Optional.empty();
    }

    static Optional<Instant> read(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
