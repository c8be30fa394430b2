package market.tessera.provider.governance;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What people say to each other about offerings under work. */
@Repository
class Comments {
    private static final int MOST = 200;

    private final DatabaseClient database;
    private final Clock clock;

    Comments(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param element that it is about; null: about the whole
     * @param settledBy who has held it to be dealt with; null while it is open
     */
    record Comment(
            long id,
            @Nullable String element,
            String name,
            String said,
            Instant at,
            @Nullable String settledBy) {}

    /** The open ones first, the newest of them first. */
    Flux<Comment> of(UUID offering) {
        return database.sql("""
                        select * from draft_comment where offering = :offering
                        order by settled_at is not null, id desc limit :most
                        """)
                .bind("offering", offering)
                .bind("most", MOST)
                .map(row -> new Comment(
                        Columns.required(row, "id", Long.class),
                        row.get("element", String.class),
                        Columns.required(row, "name", String.class),
                        Columns.required(row, "said", String.class),
                        Columns.required(row, "at", Instant.class),
                        row.get("settled_by", String.class)))
                .all();
    }

    Mono<Void> add(UUID offering, @Nullable String element, String said, Actor by) {
        return database.sql("""
                        insert into draft_comment (offering, element, actor, name, said, at)
                        values (:offering, :element, :actor, :name, :said, :now)
                        """)
                .bind("offering", offering)
                .bind("element", Columns.orNull(element, String.class))
                .bind("actor", by.id())
                .bind("name", by.name())
                .bind("said", said)
                .bind("now", clock.instant())
                .then();
    }

    /** Doing it again changes nothing. */
    Mono<Void> settle(UUID offering, long comment, Actor by) {
        return database.sql("""
                        update draft_comment set settled_at = :now, settled_by = :name
                        where offering = :offering and id = :id and settled_at is null
                        """)
                .bind("now", clock.instant())
                .bind("name", by.name())
                .bind("offering", offering)
                .bind("id", comment)
                .then();
    }
}
