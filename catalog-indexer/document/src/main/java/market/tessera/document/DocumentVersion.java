package market.tessera.document;

import java.time.LocalDate;
import market.tessera.document.told.Told;

/**
 * The version under which a document is written. A document is made of three things that each only ever move forward: the catalog's
 * snapshot, what checkout has told of it, and the day on which its dates were looked at. Packed in that order into one number, a later state
 * is always greater than an earlier one, so OpenSearch itself refuses whatever comes late, no matter who writes and in which order.
 */
final class DocumentVersion {
    private static final int DAY_BITS = 16;
    private static final int TOLD_BITS = 24;

    private DocumentVersion() {}

    static long of(long catalogVersion, Told told, LocalDate day) {
        return (catalogVersion << (TOLD_BITS + DAY_BITS))
                | (Math.min(told.changes(), (1L << TOLD_BITS) - 1) << DAY_BITS)
                | (day.toEpochDay() & ((1L << DAY_BITS) - 1));
    }
}
