package market.tessera.provider.catalogue;

import java.util.UUID;
import market.tessera.provider.provider.Change;
import org.jspecify.annotations.Nullable;

/**
 * A record of a source beside what is there of it.
 *
 * @param id of the offering, whether it is there or is to be
 */
record Brought(SourcedOffering record, UUID id, Change change) {
    /** @param settled whether it is public as the source said, or waits to be: as a draft that came from there */
    record Known(
            UUID id,
            String externalId,
            boolean settled,
            @Nullable String digest) {}

    static Brought of(SourcedOffering record, @Nullable Known known) {
        return new Brought(record, known == null ? UUID.randomUUID() : known.id(), change(record.digest(), known));
    }

    static Change change(String digest, @Nullable Known known) {
        if (known == null) {
            return Change.CREATED;
        }
        return known.settled() && digest.equals(known.digest()) ? Change.UNCHANGED : Change.UPDATED;
    }
}
