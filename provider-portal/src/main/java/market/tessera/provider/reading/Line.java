package market.tessera.provider.reading;

import java.util.List;
import market.tessera.provider.mapping.Row;
import tools.jackson.databind.node.ObjectNode;

/** What stands at one place of an input. */
public sealed interface Line {
    /** Where it begins in the file, counting from 1. */
    long number();

    /** A row of a table, to be mapped. */
    record OfTable(Row row) implements Line {
        @Override
        public long number() {
            return row.line();
        }
    }

    /** A record of a file of JSON objects: of the catalogue format, or of a vocabulary that is read as one. */
    record OfObject(long number, ObjectNode node) implements Line {}

    /**
     * Something that cannot be read; reading goes on after it.
     *
     * @param cells of a row of a table that has too few of them, or too many
     */
    record Unreadable(long number, String reason, List<String> cells) implements Line {
        /** Of which not even the parts can be told. */
        public Unreadable(long number, String reason) {
            this(number, reason, List.of());
        }
    }
}
