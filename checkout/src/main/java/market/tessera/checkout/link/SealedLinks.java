package market.tessera.checkout.link;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.Vault;
import org.springframework.stereotype.Component;

/**
 * Names that nobody can guess or make up, and of which nothing has to be kept: an id, sealed for one purpose. Whether what it names still
 * counts is for its owner to say. The same id gives another name each time; all of them are good.
 */
@Component
public class SealedLinks {
    private final Vault vault;

    SealedLinks(Vault vault) {
        this.vault = vault;
    }

    public String seal(Purpose purpose, UUID id) {
        var bytes = ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.seal(bytes, place(purpose)));
    }

    /** Empty if it was not made here for that purpose. */
    public Optional<UUID> open(Purpose purpose, String name) {
        try {
            var id = ByteBuffer.wrap(vault.open(Base64.getUrlDecoder().decode(name), place(purpose)));
            return Optional.of(new UUID(id.getLong(), id.getLong()));
        } catch (IllegalArgumentException | IllegalStateException | BufferUnderflowException forged) {
            return Optional.empty();
        }
    }

    /** What a name opens. */
    public enum Purpose {
        WAITING_PLACE,
        INVITATION,
        MEMBERSHIP
    }

    private static String place(Purpose purpose) {
        return "link:" + purpose;
    }
}
