package market.tessera.checkout.endorsement;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import market.tessera.checkout.offer.Editions;

/** What is endorsed: one edition of what an institution gives badges for. An edition never changes. */
public sealed interface EndorsedEdition {
    UUID id();

    int edition();

    /** The id of what is achieved by it, in every badge that is given for it. */
    String achievement();

    /** Where everybody reads what it certifies, and who vouches for it. */
    String page();

    /** Of an offering. */
    record Course(UUID id, int edition) implements EndorsedEdition {
        @Override
        public String achievement() {
            return new Editions.Key(id, edition).achievement();
        }

        @Override
        public String page() {
            return "/badges/achievements/%s/%d".formatted(id, edition);
        }
    }

    /** Of a pathway. */
    record Pathway(UUID id, int edition) implements EndorsedEdition {
        @Override
        public String achievement() {
            var name = "pathway/%s/%d".formatted(id, edition);
            return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String page() {
            return "/badges/achievements/pathways/%s/%d".formatted(id, edition);
        }
    }
}
