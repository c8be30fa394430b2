package market.tessera.platform.eventlog;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** How a log's table is named and its rows are read. */
record LogRows(JsonMapper json) {
    static final String COLUMNS = "xid::text, id, event, source, type, subject, version, time, data";
    static final String SETTLED = "xid < pg_snapshot_xmin(pg_current_snapshot())";

    /**
     * Takes whatever number PostgreSQL has taken: it writes them out, in at most 131,072 digits before the point and 16,383 after it (PostgreSQL
     * documentation, "Numeric Types"). An event that could not even be read could not be set aside by whoever has no use for it.
     */
    private static final JsonFactory AS_STORED = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(150_000).build())
            .build();

    LoggedEvent event(Readable row) {
        return new LoggedEvent(
                position(row),
                required(row, "event", UUID.class),
                text(row, "source"),
                text(row, "type"),
                text(row, "subject"),
                required(row, "version", Long.class),
                required(row, "time", Instant.class),
                data(row));
    }

    private JsonNode data(Readable row) {
        var data = row.get("data", Json.class);
        return data == null ? MissingNode.getInstance() : read(data.asArray());
    }

    private JsonNode read(byte[] data) {
        try (var parser = AS_STORED.createParser(ObjectReadContext.empty(), data)) {
            return json.readTree(parser);
        }
    }

    static Position position(Readable row) {
        return new Position(text(row, "xid"), required(row, "id", Long.class));
    }

    /** @param log schema of the application that owns the log */
    static String table(String log) {
        if (!log.matches("[a-z_]+")) {
            throw new IllegalArgumentException("Not a schema name: " + log);
        }
        return log + ".event_log";
    }

    private static String text(Readable row, String column) {
        return required(row, column, String.class);
    }
}
