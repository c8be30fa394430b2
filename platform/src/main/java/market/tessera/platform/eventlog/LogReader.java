package market.tessera.platform.eventlog;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import market.tessera.platform.eventlog.LogSubscription.Order;
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

    /** The next events after a position, at most as many as the order's batch; what it leaves out is passed by, and not even read, but for the last of it. */
    public Mono<Batch> read(Order order, Position after) {
        return database.sql("""
                        select waiting.more, passed.*
                        from (select exists (
                                select from %1$s
                                where xid >= pg_snapshot_xmin(pg_current_snapshot()) and (xid, id) > (:xid::xid8, :id) and %3$s
                                  and (cardinality(:types::text[]) = 0 or type = any(:types))
                              ) as more) as waiting
                        left join (
                          select settled.*, row_number() over in_order as place, count(*) over () as rows
                          from (
                            select xid::text, id, event, source, type, subject, version, time, event_log.xid as position,
                              cardinality(:types::text[]) = 0 or type = any(:types) as wanted,
                              case when :bodies and (cardinality(:types::text[]) = 0 or type = any(:types)) then data end as data
                            from %1$s
                            where (xid, id) > (:xid::xid8, :id) and %2$s and %3$s
                            order by event_log.xid, event_log.id
                            limit :limit
                          ) as settled
                          window in_order as (order by position, id)
                        ) as passed on passed.wanted or passed.place = passed.rows
                        order by passed.place
                        """.formatted(
                                LogRows.table(order.log()),
                                LogRows.SETTLED,
                                order.partition().condition()))
                .bind("xid", after.xid())
                .bind("id", after.id())
                .bind("bodies", order.bodies())
                .bind("types", order.types().toArray(String[]::new))
                .bind("limit", order.batchSize())
                .map(this::row)
                .all()
                .collectList()
                .map(rows -> batch(after, rows));
    }

    /** Events that were read without their data, with it. */
    public Mono<List<LoggedEvent>> withBodies(String log, List<LoggedEvent> events) {
        return database.sql("""
                        select %s from %s
                        where (event_log.xid, event_log.id) in (select x::xid8, i from unnest(:xids::text[], :ids::bigint[]) as read (x, i))
                        order by event_log.xid, event_log.id
                        """.formatted(LogRows.COLUMNS, LogRows.table(log)))
                .bind(
                        "xids",
                        events.stream().map(event -> event.position().xid()).toArray(String[]::new))
                .bind("ids", events.stream().map(event -> event.position().id()).toArray(Long[]::new))
                .map(rows::event)
                .all()
                .collectList();
    }

    private Row row(Readable row) {
        var position = row.get("id", Long.class) == null ? null : LogRows.position(row);
        var event = Boolean.TRUE.equals(row.get("wanted", Boolean.class)) ? rows.event(row) : null;
        return new Row(
                position,
                event,
                position == null ? 0 : count(row),
                Boolean.TRUE.equals(row.get("more", Boolean.class)));
    }

    private static int count(Readable row) {
        return required(row, "rows", Long.class).intValue();
    }

    /** One row at least: where nothing is settled, it says only whether something waits. */
    private static Batch batch(Position after, List<Row> rows) {
        var end = rows.getLast().position();
        return new Batch(
                rows.stream().map(Row::event).filter(Objects::nonNull).toList(),
                rows.getFirst().passed(),
                end == null ? after : end,
                rows.getFirst().more());
    }

    /**
     * @param events those that were asked for
     * @param rows how many were passed, asked for or not
     * @param end where to read on
     * @param more whether there are events that may not be read yet, because an older transaction is still running
     */
    public record Batch(List<LoggedEvent> events, int rows, Position end, boolean more) {}

    /** One of several parallel consumers: {@code number} counts from 0 to {@code of - 1}. */
    public record Partition(int number, int of) {
        public static final Partition WHOLE = new Partition(0, 1);

        private String condition() {
            return of == 1 ? "true" : "mod(abs(hashtext(subject)::bigint), %d) = %d".formatted(of, number);
        }
    }

    /** @param passed how many rows there were in all */
    private record Row(
            @Nullable Position position, @Nullable LoggedEvent event, int passed, boolean more) {}
}
