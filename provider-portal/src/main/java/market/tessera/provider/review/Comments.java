package market.tessera.provider.review;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.Actor;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What people say to each other about what is under work. */
@Repository
public class Comments {
    private static final Role[] VOICES = {Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.ADMINISTRATOR, Role.MEMBER};

    private static final int MOST = 200;
    private static final int LONGEST = 2_000;

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
    public record Comment(
            long id,
            @Nullable String element,
            String name,
            String said,
            Instant at,
            @Nullable String settledBy) {}

    /** Who may say something. */
    public static Role[] voices() {
        return VOICES.clone();
    }

    /** A comment with the label of what it is about; empty for the whole. */
    public record Remark(Comment comment, String about) {}

    /** What was typed. */
    public record Said(@Nullable String element, @Nullable String said) {
        public String words() {
            var stripped = Objects.requireNonNullElse(said, "").strip();
            return stripped.substring(0, Math.min(LONGEST, stripped.length()));
        }

        /** Null for the whole. */
        public @Nullable String about(Collection<String> elements) {
            return element != null && elements.contains(element) ? element : null;
        }
    }

    /** The open ones first, the newest of them first. */
    public Flux<Comment> of(UUID subject) {
        return database.sql("""
                        select * from draft_comment where subject = :subject
                        order by settled_at is not null, id desc limit :most
                        """)
                .bind("subject", subject)
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

    public Mono<Void> add(UUID subject, @Nullable String element, String said, Actor by) {
        return database.sql("""
                        insert into draft_comment (subject, element, actor, name, said, at)
                        values (:subject, :element, :actor, :name, :said, :now)
                        """)
                .bind("subject", subject)
                .bind("element", Columns.orNull(element, String.class))
                .bind("actor", by.id())
                .bind("name", by.name())
                .bind("said", said)
                .bind("now", clock.instant())
                .then();
    }

    /** Doing it again changes nothing. */
    public Mono<Void> settle(UUID subject, long comment, Actor by) {
        return database.sql("""
                        update draft_comment set settled_at = :now, settled_by = :name
                        where subject = :subject and id = :id and settled_at is null
                        """)
                .bind("now", clock.instant())
                .bind("name", by.name())
                .bind("subject", subject)
                .bind("id", comment)
                .then();
    }
}
