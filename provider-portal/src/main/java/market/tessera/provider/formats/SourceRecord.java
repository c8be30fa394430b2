package market.tessera.provider.formats;

import java.util.List;
import market.tessera.provider.mapping.MappedRecord.Remark;
import market.tessera.provider.reading.Line;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line that is to become a record of the catalogue.
 *
 * @param node in the catalogue format; null if the line cannot be read
 * @param unreadable why not
 * @param known the external id of what cannot be read, where it can be told
 */
public record SourceRecord(
        long line,
        @Nullable ObjectNode node,
        @Nullable String unreadable,
        List<Remark> repairs,
        List<Remark> notes,
        @Nullable String known) {

    SourceRecord(long line, ObjectNode node, List<Remark> repairs, List<Remark> notes) {
        this(line, node, null, repairs, notes, null);
    }

    static SourceRecord of(long line, ObjectNode node) {
        return new SourceRecord(line, node, List.of(), List.of());
    }

    static SourceRecord unreadable(Line.Unreadable line) {
        return unreadable(line.number(), null, line.reason());
    }

    static SourceRecord unreadable(long line, @Nullable String known, String reason) {
        return new SourceRecord(line, null, reason, List.of(), List.of(), known);
    }
}
