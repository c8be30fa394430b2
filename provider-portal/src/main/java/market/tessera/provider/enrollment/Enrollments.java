package market.tessera.provider.enrollment;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.money.Money;
import market.tessera.provider.enrollment.Enrollment.State;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The portal's copy of enrollments. An older version never overwrites a newer one. */
@Repository
public class Enrollments {
    /** Who may see learners' names. */
    private static final Role[] READERS = {Role.AUTHOR, Role.FINANCE, Role.ADMINISTRATOR};

    private static final String FIND = """
            select e.*, b.id as badge from enrollment e
            left join lateral (
              select id from enrollment_badge b where b.enrollment = e.id and b.provider = e.provider and b.revoked_at is null
              order by issued_at desc limit 1) b on true
            where e.provider = any(:providers) and (:state = '' or e.state = :state)
            """;

    private final DatabaseClient database;

    Enrollments(DatabaseClient database) {
        this.database = database;
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

    /** As {@link #one}, and nothing else is done with the enrollment until the transaction ends. */
    Mono<Enrollment> lock(ProviderScope scope, UUID id) {
        return database.sql("select from enrollment where id = :id and provider = any(:providers) for update")
                .bind("id", id)
                .bind("providers", scope.providers(READERS))
                .fetch()
                .rowsUpdated()
                .then(one(scope, id));
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

    Mono<Void> put(CommerceFeed.Told event, long version) {
        var told = event.enrollment();
        var insert = database.sql("""
                        insert into enrollment as known
                          (id, provider, offering, offering_title, order_number, learner_name, learner_email, state, price, grade, at, version,
                           first_at, completed_at, intake)
                        values (:id, :provider, :offering, :title, :order, :name, :email, :state, :price::jsonb, :grade, :at, :version,
                           :at, case when :state = 'completed' then :at::timestamptz end, :intake)
                        on conflict (id) do update set
                          offering_title = excluded.offering_title, order_number = excluded.order_number,
                          learner_name = excluded.learner_name, learner_email = excluded.learner_email,
                          state = excluded.state, price = excluded.price, grade = excluded.grade, at = excluded.at,
                          version = excluded.version, intake = coalesce(excluded.intake, known.intake),
                          completed_at = case when excluded.state = 'completed' then coalesce(known.completed_at, excluded.at) end
                        where known.version < excluded.version and known.provider = excluded.provider
                        """)
                .bind("intake", Columns.orNull(event.intake(), UUID.class))
                .bind("id", told.id())
                .bind("provider", told.provider())
                .bind("offering", told.offering())
                .bind("title", told.offeringTitle())
                .bind("name", told.learnerName())
                .bind("email", told.learnerEmail())
                .bind("state", told.state().key())
                .bind("at", told.at())
                .bind("version", version);
        insert = bind(insert, "order", told.orderNumber());
        insert = bind(insert, "grade", told.grade());
        return bind(
                        insert,
                        "price",
                        told.price() == null ? null : CatalogueFormat.JSON.writeValueAsString(told.price()))
                .then();
    }

    Mono<Void> put(CommerceFeed.Badge badge, long version) {
        var insert = database.sql("""
                        insert into enrollment_badge as known (id, enrollment, provider, issued_at, revoked_at, version)
                        values (:id, :enrollment, :provider, :issuedAt, :revokedAt, :version)
                        on conflict (id) do update set revoked_at = excluded.revoked_at, version = excluded.version
                        where known.version < excluded.version and known.provider = excluded.provider
                        """)
                .bind("id", badge.id())
                .bind("enrollment", badge.enrollment())
                .bind("provider", badge.provider())
                .bind("issuedAt", badge.issuedAt())
                .bind("version", version);
        insert = badge.revokedAt() == null
                ? insert.bindNull("revokedAt", Instant.class)
                : insert.bind("revokedAt", badge.revokedAt());
        return insert.then();
    }

    private GenericExecuteSpec select(ProviderScope scope, @Nullable State state, String rest) {
        return database.sql(FIND + rest)
                .bind("providers", scope.providers(READERS))
                .bind("state", Optional.ofNullable(state).map(State::key).orElse(""));
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec spec, String name, @Nullable String value) {
        return value == null ? spec.bindNull(name, String.class) : spec.bind(name, value);
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
                Columns.required(row, "at", Instant.class));
    }
}
