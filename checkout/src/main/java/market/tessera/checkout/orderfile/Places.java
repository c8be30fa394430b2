package market.tessera.checkout.orderfile;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What has become of an order's lines. */
@Repository
class Places {
    private final DatabaseClient database;

    Places(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param state of the enrollment
     * @param attempts to hand it over, since a person last had it tried
     * @param failure of the last one
     * @param badge in force
     */
    record Place(
            UUID line,
            UUID enrollment,
            String state,
            @Nullable String grade,
            int attempts,
            @Nullable String failure,
            @Nullable Instant dueAt,
            @Nullable UUID badge) {

        /** Whether it can be moved to another intake. */
        public boolean canBeMoved() {
            return canBeRetried() || state.equals("CONFIRMED");
        }

        /** Whether a person can have it handed over once more. */
        public boolean canBeRetried() {
            return state.equals("FAILED") || state.equals("REQUESTED");
        }
    }

    Flux<Place> of(UUID order) {
        return database.sql("""
                        select distinct on (e.line) e.line, e.id as enrollment, e.state, e.grade, coalesce(h.attempts, 0) as attempts, h.failure, h.due_at, b.id as badge
                        from enrollment e
                          left join handoff h on h.enrollment = e.id
                          left join badge b on b.enrollment = e.id and b.revoked_at is null
                        where e.order_id = :order order by e.line, e.state = 'WITHDRAWN', e.requested_at desc
                        """).bind("order", order).mapProperties(Place.class).all();
    }

    /**
     * A place that an organisation has bought, and hands out itself.
     *
     * @param state {@code FREE}, {@code INVITED}, {@code TAKEN} or {@code RETURNED}
     * @param name of who has joined; null while nobody has, for whom it invites is the organisation's own business
     */
    record Seat(
            UUID line,
            String state,
            @Nullable String name,
            @Nullable String email) {
        public boolean isTaken() {
            return state.equals("TAKEN");
        }
    }

    Flux<Seat> seats(UUID order) {
        return database.sql("""
                        select s.line, s.state, case when s.state = 'TAKEN' then s.name end as name, case when s.state = 'TAKEN' then s.email end as email
                        from order_line l join organisation_seat s on s.line = l.id where l.order_id = :order
                        """).bind("order", order).mapProperties(Seat.class).all();
    }

    /** The badge of a pathway. */
    record PathwayBadge(UUID id, UUID provider, String title) {}

    /** Those in force of the order's learners that name a badge of this order as one they were given for. */
    Flux<PathwayBadge> pathwayBadges(UUID order) {
        return database.sql("""
                        select b.id, b.provider, b.title from badge b
                        where b.pathway is not null and b.revoked_at is null
                          and b.learner in (select learner from enrollment where order_id = :order)
                          and exists (
                            select from enrollment e join badge part on part.enrollment = e.id
                            where e.order_id = :order and strpos(b.credential, '/badges/' || part.id) > 0)
                        order by b.issued_at, b.id
                        """)
                .bind("order", order)
                .mapProperties(PathwayBadge.class)
                .all();
    }
}
