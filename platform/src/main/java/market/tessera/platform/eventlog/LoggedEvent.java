package market.tessera.platform.eventlog;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * An event as a consumer reads it. Delivery is at least once and in order per subject; (subject, version) tells a repetition.
 *
 * @param position where in its log it stands
 * @param data missing where the consumer has not asked for it
 * @param source the application that wrote it, as a URI reference such as {@code /provider-portal}
 */
public record LoggedEvent(
        Position position,
        UUID id,
        String source,
        String type,
        String subject,
        long version,
        Instant time,
        JsonNode data) {

    /** A place in a log: the writing transaction, then the row. */
    public record Position(String xid, long id) {
        public static final Position START = new Position("0", 0);
        private static final int LONGEST_XID = 20;
        private static final int LONGEST_ID = 19;

        /** In a form that sorts as text in the log's order. */
        public String sortable() {
            return padded(xid, LONGEST_XID) + "-" + padded(Long.toString(id), LONGEST_ID);
        }

        private static String padded(String number, int length) {
            return "0".repeat(length - number.length()) + number;
        }
    }
}
