package market.tessera.provider.api;

import java.util.Optional;
import java.util.UUID;

/** Ids in addresses: what is none belongs to nothing. */
public final class Ids {
    private Ids() {}

    public static Optional<UUID> parse(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
