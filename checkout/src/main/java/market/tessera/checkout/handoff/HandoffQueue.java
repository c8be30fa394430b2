package market.tessera.checkout.handoff;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a provider's people see of the handing over to it, and can do about it. */
@Service
public class HandoffQueue {
    private static final int MOST = 1_000;
    private static final int MOST_LISTED = 200;

    private final DatabaseClient database;
    private final RetryHandoff retry;
    private final HandoffSettlement settlement;

    HandoffQueue(DatabaseClient database, RetryHandoff retry, HandoffSettlement settlement) {
        this.database = database;
        this.retry = retry;
        this.settlement = settlement;
    }

    /**
     * How much waits.
     *
     * @param due tried now, and again until it works
     * @param failing of these, those whom the last attempt has failed
     * @param givenUp waits for a person to have it tried again
     * @param listed waits for a person to do it by hand
     * @param unfetched waits for a system to fetch it
     */
    public record Figures(
            long due,
            long failing,
            long givenUp,
            long listed,
            long unfetched,
            @Nullable Instant unfetchedSince) {}

    /** A learner whom the provider's people have to enroll. */
    public record Listed(UUID enrollment, String name, String email, String title, Instant since) {}

    public Mono<Figures> figures(UUID provider) {
        return database.sql("""
                        select count(*) filter (where h.due_at is not null) as due,
                          count(*) filter (where h.due_at is not null and h.failure is not null) as failing,
                          count(*) filter (where h.given_up_at is not null and h.due_at is null) as given_up,
                          count(*) filter (where h.waits_since is not null and h.waits_for = 'PEOPLE') as listed,
                          count(*) filter (where h.waits_since is not null and h.waits_for = 'FETCH') as unfetched,
                          min(h.waits_since) filter (where h.waits_for = 'FETCH') as unfetched_since
                        from handoff h join enrollment e on e.id = h.enrollment
                        where e.provider = :provider
                          and (h.due_at is not null or h.given_up_at is not null or h.waits_since is not null)
                        """)
                .bind("provider", provider)
                .mapProperties(Figures.class)
                .one();
    }

    /** Those who have waited longest first, as many as one looks through. */
    public Flux<Listed> listed(UUID provider) {
        return database.sql("""
                        select e.id as enrollment, e.name, e.email, e.title, h.waits_since as since
                        from handoff h join enrollment e on e.id = h.enrollment
                        where e.provider = :provider and h.waits_since is not null and h.waits_for = 'PEOPLE'
                        order by h.waits_since, e.id limit :most
                        """)
                .bind("provider", provider)
                .bind("most", MOST_LISTED)
                .mapProperties(Listed.class)
                .all();
    }

    /** The provider's people have enrolled them. Emits how many that were; who is not on the provider's list is left out. */
    @Transactional
    public Mono<Long> enrolled(UUID provider, Collection<UUID> enrollments) {
        return database.sql("""
                        select e.id from handoff h join enrollment e on e.id = h.enrollment
                        where e.provider = :provider and h.waits_since is not null and e.id = any(:enrollments) order by e.id
                        """)
                .bind("provider", provider)
                .bind("enrollments", enrollments.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .collectList()
                .flatMap(waiting -> settlement.confirmed(waiting).thenReturn((long) waiting.size()));
    }

    /** Has everything that was given up, has failed or waits for people tried by the connection that serves it now. Emits how much that was. */
    public Mono<Long> tryAgain(UUID provider) {
        return database.sql("""
                        select e.id from handoff h join enrollment e on e.id = h.enrollment
                        where e.provider = :provider
                          and (h.given_up_at is not null or h.waits_since is not null or (h.due_at is not null and h.failure is not null))
                        order by h.due_at is not null, e.id limit :most
                        """)
                .bind("provider", provider)
                .bind("most", MOST)
                .mapValue(UUID.class)
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(retry::retry)
                .filter(again -> again)
                .count();
    }
}
