package market.tessera.provider.enrollment;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.money.Money;
import market.tessera.provider.enrollment.Enrollment.State;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The portal's copy of enrollments. */
@Repository
public class Enrollments {
    /** Who may see learners' names. */
    private static final Role[] READERS = {Role.AUTHOR, Role.FINANCE, Role.ADMINISTRATOR};

    /** Who may say that a learner has completed. */
    private static final Role[] REPORTERS = {Role.AUTHOR, Role.ADMINISTRATOR};

    private static final String FIND = """
            select e.*, b.id as badge,
              exists (select from completion_report r where r.enrollment = e.id and r.withdrawn_at is null) as reported
            from enrollment e
            left join lateral (
              select id from enrollment_badge b where b.enrollment = e.id and b.provider = e.provider and b.revoked_at is null
              order by issued_at desc limit 1) b on true
            where e.provider = any(:providers) and (:state = '' or e.state = :state)
            """;

    private final DatabaseClient database;

    Enrollments(DatabaseClient database) {
        this.database = database;
    }

    /** The providers of whose learners one may know. */
    public static Set<UUID> readable(ProviderScope scope) {
        return Set.of(scope.providers(READERS));
    }

    /** The roles in which people say that a learner has completed. */
    public static Role[] reporters() {
        return REPORTERS.clone();
    }

    /** The newest first. */
    public Flux<Enrollment> find(ProviderScope scope, @Nullable State state, int limit, long offset) {
        return select(scope, state, " order by e.at desc, e.id limit :limit offset :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .map(Enrollments::enrollment)
                .all();
    }

    /**
     * What is looked for.
     *
     * @param offering null: of every offering
     */
    public record Query(@Nullable State state, @Nullable UUID offering) {}

    /** Where an enrollment stands in the list. */
    public record Position(Instant at, UUID id) {}

    /** Those after a position, from the first where there is none; the newest first. */
    public Flux<Enrollment> after(ProviderScope scope, Query query, @Nullable Position position, int limit) {
        return select(scope, query.state(), """
                         and (:offering::uuid is null or e.offering = :offering)
                          and (:before::timestamptz is null or (e.at, e.id) < (:before, :after))
                        order by e.at desc, e.id desc limit :limit
                        """)
                .bind("offering", Columns.orNull(query.offering(), UUID.class))
                .bind("before", Columns.orNull(position == null ? null : position.at(), Instant.class))
                .bind("after", Columns.orNull(position == null ? null : position.id(), UUID.class))
                .bind("limit", limit)
                .map(Enrollments::enrollment)
                .all();
    }

    /** Empty if there is no such enrollment, or it is another provider's. */
    public Mono<Enrollment> one(ProviderScope scope, UUID id) {
        return select(scope, null, " and e.id = :id")
                .bind("id", id)
                .map(Enrollments::enrollment)
                .one();
    }

    /** Those of these that belong to the providers, in one order; nothing else is done with them until the transaction ends. */
    public Flux<Place> lockAll(Collection<UUID> providers, Collection<UUID> ids) {
        return database.sql("""
                        select id, provider, offering, state from enrollment
                        where id = any(:ids) and provider = any(:providers) order by id for no key update
                        """)
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("providers", providers.toArray(UUID[]::new))
                .map(Enrollments::place)
                .all();
    }

    /** All of them, for a download. */
    public Flux<Enrollment> all(ProviderScope scope, @Nullable State state) {
        return select(scope, state, " order by e.at desc, e.id")
                .map(Enrollments::enrollment)
                .all();
    }

    public Mono<Map<State, Long>> counts(ProviderScope scope) {
        return database.sql(
                        "select state, count(*) as total from enrollment where provider = any(:providers) group by state")
                .bind("providers", scope.providers(READERS))
                .map(row -> Map.entry(
                        State.of(Columns.required(row, "state", String.class)),
                        Columns.required(row, "total", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** @throws org.springframework.web.server.ResponseStatusException 403 if the person may see no learners anywhere */
    public static void requireReader(ProviderScope scope) {
        scope.requireSomewhere(READERS);
    }

    private GenericExecuteSpec select(ProviderScope scope, @Nullable State state, String rest) {
        return database.sql(FIND + rest)
                .bind("providers", scope.providers(READERS))
                .bind("state", Optional.ofNullable(state).map(State::key).orElse(""));
    }

    private static Place place(Readable row) {
        return new Place(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "provider", UUID.class),
                Columns.required(row, "offering", UUID.class),
                State.of(Columns.required(row, "state", String.class)));
    }

    private static Enrollment enrollment(Readable row) {
        return new Enrollment(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "provider", UUID.class),
                Columns.required(row, "offering", UUID.class),
                Columns.required(row, "offering_title", String.class),
                row.get("order_number", String.class),
                Columns.required(row, "learner_name", String.class),
                Columns.required(row, "learner_email", String.class),
                State.of(Columns.required(row, "state", String.class)),
                Columns.jsonOrNull(row, "price", Money.class),
                row.get("grade", String.class),
                row.get("badge", UUID.class),
                Columns.required(row, "reported", Boolean.class),
                Columns.required(row, "at", Instant.class));
    }
}
