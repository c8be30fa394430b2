package market.tessera.provider.imports;

import java.util.List;
import market.tessera.provider.mapping.MappedRecord.Remark;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line that is to become a record of the catalogue.
 *
 * @param node in the catalogue format; null if the line cannot be read
 * @param unreadable why not
 */
record SourceRecord(
        long line, @Nullable ObjectNode node, @Nullable String unreadable, List<Remark> repairs, List<Remark> notes) {

    static SourceRecord of(long line, ObjectNode node) {
        return new SourceRecord(line, node, null, List.of(), List.of());
    }

    static SourceRecord unreadable(Line.Unreadable line) {
        return new SourceRecord(line.number(), null, line.reason(), List.of(), List.of());
    }
}
