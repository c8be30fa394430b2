package market.tessera.platform.eventlog;

import io.r2dbc.spi.Readable;
import java.util.List;
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
    private final LogRows rows;

    LogReader(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.rows = new LogRows(json);
    }

    /**
     * The next events after a position, at most {@code limit}.
     *
     * @param log schema of the application that owns the log
     * @param partition only subjects that hash to this partition
     */
    public Mono<Batch> read(String log, Position after, int limit, Partition partition) {
        return database.sql("""
                        select %s, %s as settled
                        from %s
                        where (xid, id) > (:xid::xid8, :id)
                          and (:of = 1 or mod(abs(hashtext(subject)::bigint), :of) = :number)
                        order by event_log.xid, event_log.id
                        limit :limit
                        """.formatted(LogRows.COLUMNS, LogRows.SETTLED, LogRows.table(log)))
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
        return new Row(rows.event(row), Boolean.TRUE.equals(row.get("settled", Boolean.class)));
    }

    private static Batch batch(List<Row> rows) {
        var settled = rows.stream().takeWhile(Row::settled).map(Row::event).toList();
        return new Batch(settled, settled.size() < rows.size());
    }

    /**
     * @param more whether rows were seen that may not be read yet, because an older transaction is still running
     */
    public record Batch(List<LoggedEvent> events, boolean more) {
        /** Where to read on, having started after {@code start}. */
        public Position end(Position start) {
            return events.isEmpty() ? start : events.getLast().position();
        }
    }

    /** One of several parallel consumers: {@code number} counts from 0 to {@code of - 1}. */
    public record Partition(int number, int of) {
        public static final Partition WHOLE = new Partition(0, 1);
    }

    private record Row(LoggedEvent event, boolean settled) {}
}
