package market.tessera.platform.eventlog;

import static market.tessera.platform.database.Rows.required;

import java.util.Collection;
import java.util.List;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log seen as the state it tells of: since every event carries its whole aggregate, the newest event of each subject is all there is to
 * know. For consumers that build something anew. Like {@link LogReader} it sees settled rows only, so that what it saw is never older than
 * a position taken before and never newer than one taken after.
 */
public final class LogSnapshots {
    private final DatabaseClient database;
    private final LogRows rows;

    LogSnapshots(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.rows = new LogRows(json);
    }

    /** The newest event of each of these subjects. */
    public Flux<LoggedEvent> latest(String log, Collection<String> subjects) {
        return database.sql("""
                        select distinct on (subject) %s from %s
                        where subject = any(:subjects) and %s
                        order by subject, event_log.version desc
                        """.formatted(LogRows.COLUMNS, LogRows.table(log), LogRows.SETTLED))
                .bind("subjects", subjects.toArray(String[]::new))
                .map(rows::event)
                .all();
    }

    /**
     * The newest event of each subject, subject by subject.
     *
     * @param kind first part of the event types wanted, such as {@code offering}
     * @param after the last subject that was seen; empty to begin
     */
    public Mono<List<LoggedEvent>> page(String log, String kind, String after, int limit) {
        return database.sql("""
                        select distinct on (subject) %s from %s
                        where type like :kind and subject > :after and %s
                        order by subject, event_log.version desc
                        limit :limit
                        """.formatted(LogRows.COLUMNS, LogRows.table(log), LogRows.SETTLED))
                .bind("kind", kind + ".%")
                .bind("after", after)
                .bind("limit", limit)
                .map(rows::event)
                .all()
                .collectList();
    }

    /** The last settled position: nothing will ever appear before it. */
    public Mono<Position> end(String log) {
        return database.sql("select %s from %s where %s order by event_log.xid desc, event_log.id desc limit 1"
                        .formatted("xid::text, id", LogRows.table(log), LogRows.SETTLED))
                .map(LogRows::position)
                .one()
                .defaultIfEmpty(Position.START);
    }

    /** How many events a reader at this position has still to read. */
    public Mono<Long> behind(String log, Position position) {
        return database.sql("select count(*) as behind from %s where (xid, id) > (:xid::xid8, :id)"
                        .formatted(LogRows.table(log)))
                .bind("xid", position.xid())
                .bind("id", position.id())
                .map(row -> required(row, "behind", Long.class))
                .one();
    }

    /**
     * Counts what the log knew at a position, to compare with what a consumer has made of it.
     *
     * @param except subjects that are left out
     */
    public Mono<Census> census(String log, String kind, Position upTo, Collection<String> except) {
        return database.sql("""
                        select count(*) as subjects, coalesce(sum(crc32(convert_to(subject || ':' || version, 'UTF8'))), 0)::bigint as checksum
                        from (
                          select distinct on (subject) subject, version from %s
                          where type like :kind and (xid, id) <= (:xid::xid8, :id) and subject <> all(:except)
                          order by subject, version desc) as latest
                        """.formatted(LogRows.table(log)))
                .bind("kind", kind + ".%")
                .bind("xid", upTo.xid())
                .bind("id", upTo.id())
                .bind("except", except.toArray(String[]::new))
                .map(row -> new Census(required(row, "subjects", Long.class), required(row, "checksum", Long.class)))
                .one();
    }

    /**
     * @param checksum sum of the CRC-32 of every {@code subject:version}
     */
    public record Census(long subjects, long checksum) {}
}
