package market.tessera.platform.eventlog;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads another application's log in an order that never changes. A row is read only once every transaction that began before its own has
 * ended ({@code xid < pg_snapshot_xmin(pg_current_snapshot())}); a reader that went by row ids alone would pass by rows that commit late.
 */
public final class LogReader {
    private final DatabaseClient database;
    private final JsonMapper json;

    LogReader(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * The next events after a position, at most {@code limit}.
     *
     * @param log schema of the application that owns the log
     * @param partition only subjects that hash to this partition
     */
    public Mono<Batch> read(String log, Position after, int limit, Partition partition) {
        return database.sql("""
                        select xid::text, id, event, source, type, subject, version, time, data,
                          xid < pg_snapshot_xmin(pg_current_snapshot()) as settled
                        from %s.event_log
                        where (xid, id) > (:xid::xid8, :id)
                          and (:of = 1 or mod(abs(hashtext(subject)::bigint), :of) = :number)
                        order by event_log.xid, event_log.id
                        limit :limit
                        """.formatted(identifier(log)))
                .bind("xid", after.xid())
                .bind("id", after.id())
                .bind("of", partition.of())
                .bind("number", partition.number())
                .bind("limit", limit)
                .map(this::row)
                .all()
                .collectList()
                .map(LogReader::batch);
    }

    private Row row(Readable row) {
        var event = new LoggedEvent(
                new Position(text(row, "xid"), Objects.requireNonNull(row.get("id", Long.class))),
                Objects.requireNonNull(row.get("event", UUID.class)),
                text(row, "source"),
                text(row, "type"),
                text(row, "subject"),
                Objects.requireNonNull(row.get("version", Long.class)),
                Objects.requireNonNull(row.get("time", Instant.class)),
                json.readTree(
                        Objects.requireNonNull(row.get("data", Json.class)).asArray()));
        return new Row(event, Boolean.TRUE.equals(row.get("settled", Boolean.class)));
    }

    private static Batch batch(List<Row> rows) {
        var settled = rows.stream().takeWhile(Row::settled).map(Row::event).toList();
        return new Batch(settled, settled.size() < rows.size());
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static String identifier(String schema) {
        if (!schema.matches("[a-z_]+")) {
            throw new IllegalArgumentException("Not a schema name: " + schema);
        }
        return schema;
    }

    /**
     * @param more whether rows were seen that may not be read yet, because an older transaction is still running
     */
    public record Batch(List<LoggedEvent> events, boolean more) {
        Position end(Position start) {
            return events.isEmpty() ? start : events.getLast().position();
        }
    }

    /** One of several parallel consumers: {@code number} counts from 0 to {@code of - 1}. */
    public record Partition(int number, int of) {
        public static final Partition WHOLE = new Partition(0, 1);
    }

    private record Row(LoggedEvent event, boolean settled) {}
}
