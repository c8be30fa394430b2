package market.tessera.platform.eventlog;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import org.jspecify.annotations.Nullable;
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
                        select waiting.more, settled.*
                        from (select exists (
                                select from %2$s
                                where xid >= pg_snapshot_xmin(pg_current_snapshot()) and (xid, id) > (:xid::xid8, :id) and %4$s
                              ) as more) as waiting
                        left join lateral (
                          select %1$s
                          from %2$s
                          where (xid, id) > (:xid::xid8, :id) and %3$s and %4$s
                          order by event_log.xid, event_log.id
                          limit :limit
                        ) as settled on true
                        """.formatted(LogRows.COLUMNS, LogRows.table(log), LogRows.SETTLED, partition.condition()))
                .bind("xid", after.xid())
                .bind("id", after.id())
                .bind("limit", limit)
                .map(this::row)
                .all()
                .collectList()
                .map(LogReader::batch);
    }

    private Row row(Readable row) {
        var event = row.get("id", Long.class) == null ? null : rows.event(row);
        return new Row(event, Boolean.TRUE.equals(row.get("more", Boolean.class)));
    }

    /** One row at least: where no event is settled, it says only whether some wait. */
    private static Batch batch(List<Row> rows) {
        return new Batch(
                rows.stream().map(Row::event).filter(Objects::nonNull).toList(),
                rows.getFirst().more());
    }

    /**
     * @param more whether there are rows that may not be read yet, because an older transaction is still running
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

        private String condition() {
            return of == 1 ? "true" : "mod(abs(hashtext(subject)::bigint), %d) = %d".formatted(of, number);
        }
    }

    private record Row(@Nullable LoggedEvent event, boolean more) {}
}
