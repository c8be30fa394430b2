package market.tessera.document;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32;
import market.tessera.platform.eventlog.LoggedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What every document says of itself, a withdrawn one too.
 *
 * @param position place of the event in the catalog log, in a form that sorts as text
 * @param fingerprint CRC-32 of {@code id:version}: what {@code LogSnapshots.census} sums up
 */
record Stamp(
        String id,
        @Nullable String slug,
        boolean withdrawn,
        long version,
        String position,
        long fingerprint,
        Instant updatedAt) {

    static Stamp of(LoggedEvent event, @Nullable String slug, boolean withdrawn, @Nullable Instant updatedAt) {
        return new Stamp(
                event.subject(),
                slug,
                withdrawn,
                event.version(),
                event.position().sortable(),
                fingerprint(event),
                updatedAt == null ? event.time() : updatedAt);
    }

    private static long fingerprint(LoggedEvent event) {
        var checksum = new CRC32();
        checksum.update((event.subject() + ":" + event.version()).getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }
}
