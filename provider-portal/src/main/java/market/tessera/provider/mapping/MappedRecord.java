package market.tessera.provider.mapping;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row in the catalogue format.
 *
 * @param repairs what was changed on the way, provably
 * @param notes what looks wrong and was left as it is
 */
public record MappedRecord(ObjectNode node, List<Remark> repairs, List<Remark> notes) {

    /** Something about one column of the row. */
    public record Remark(String column, String reason) {}

    MappedRecord with(List<Remark> more) {
        return new MappedRecord(
                node, repairs, Stream.concat(notes.stream(), more.stream()).toList());
    }
}
