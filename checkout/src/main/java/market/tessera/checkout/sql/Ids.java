package market.tessera.checkout.sql;

import java.util.Optional;
import java.util.UUID;

/** Ids that come as texts: as ids they are found by their index, as texts only by reading all there are. */
public final class Ids {
    private Ids() {}

    /** The id, if it is written as ids are told here; what is written otherwise names nothing. */
    public static Optional<UUID> read(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
