package market.tessera.platform.eventlog;

import static market.tessera.platform.database.Rows.required;

import market.tessera.platform.eventlog.LoggedEvent.Position;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** How far this application's consumers have read. */
public final class Cursors {
    private final DatabaseClient database;

    Cursors(DatabaseClient database) {
        this.database = database;
    }

    /** Where the consumer goes on; the log's start if it has never read. */
    public Mono<Position> find(String consumer, String log) {
        return database.sql("select xid::text, id from event_cursor where consumer = :consumer and log = :log")
                .bind("consumer", consumer)
                .bind("log", log)
                .map(row -> new Position(required(row, "xid", String.class), required(row, "id", Long.class)))
                .one()
                .defaultIfEmpty(Position.START);
    }

    public Mono<Void> move(String consumer, String log, Position position) {
        return database.sql("""
                        insert into event_cursor (consumer, log, xid, id) values (:consumer, :log, :xid::xid8, :id)
                        on conflict (consumer, log) do update set xid = excluded.xid, id = excluded.id, moved_at = now()
                        """)
                .bind("consumer", consumer)
                .bind("log", log)
                .bind("xid", position.xid())
                .bind("id", position.id())
                .then();
    }
}
