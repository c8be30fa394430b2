package market.tessera.provider.onboarding;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Institutions as a list. */
@Repository
public class ProviderDirectory {
    static final int PAGE = 100;

    private static final String LAST = """
            left join lateral (
              select action, at from verification_event e where e.provider = p.id order by id desc limit 1) last on true
            """;
    private static final String WAITS = "(p.verified_at is null and last.action in ('APPLIED', 'ANSWERED'))";
    private static final String CHANGED = "(p.verified_as is not null and p.verified_as <> identity_of(p.profile))";
    private static final String DUE = "(p.verified_at is not null and (p.review_on <= :today or " + CHANGED + "))";

    private final DatabaseClient database;
    private final Clock clock;

    ProviderDirectory(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param verifiedAt null if it is not
     * @param last what was done about it last; null where nothing was
     * @param due whether its verification is to be given anew
     * @param changed whether it calls itself otherwise since it was verified
     * @param published number of its offerings that are, or will be, public
     */
    record Listed(
            UUID id,
            String name,
            @Nullable String country,
            @Nullable Instant verifiedAt,
            @Nullable String last,
            boolean due,
            boolean changed,
            long published,
            long staff) {}

    /** One that is not verified. */
    public record Unverified(UUID id, String name) {}

    /** The institutions of a scope that are not verified. */
    public Flux<Unverified> unverified(ProviderScope scope) {
        return database.sql(
                        "select id, name from provider where id = any(:providers) and verified_at is null order by name, id")
                .bind("providers", scope.providers())
                .map(row -> new Unverified(
                        Columns.required(row, "id", UUID.class), Columns.required(row, "name", String.class)))
                .all();
    }

    /** How many wait for the operator: unverified ones whose word is the last, and those whose verification is due, or for others than they were. */
    public Mono<Long> waiting(ProviderScope operator) {
        operator.requireOperator();
        return database.sql("select count(*) from provider p " + LAST + " where " + WAITS + " or " + DUE)
                .bind("today", LocalDate.now(clock))
                .map(row -> Columns.required(row, "count", Long.class))
                .one();
    }

    /** Every institution, for the operator only: first those that wait for a decision, then those whose verification is due. */
    Flux<Listed> all(ProviderScope operator, String text, int page) {
        operator.requireOperator();
        return database.sql("""
                        select p.id, p.name, p.country, p.verified_at, last.action as last, %s as due, %s as changed,
                          (select count(*) from offering o where o.provider = p.id and o.status = 'published') as published,
                          (select count(distinct staff) from membership m where m.provider = p.id) as staff
                        from provider p
                        %s
                        where :text = '' or p.name ilike '%%' || :text || '%%'
                        order by %s desc nulls last, %s desc nulls last, p.verified_at is not null, p.name, p.id
                        limit :limit offset :offset
                        """.formatted(DUE, CHANGED, LAST, WAITS, DUE))
                .bind("today", LocalDate.now(clock))
                .bind("text", text.replaceAll("([\\\\%_])", "\\\\$1"))
                .bind("limit", PAGE + 1)
                .bind("offset", (long) (page - 1) * PAGE)
                .map(ProviderDirectory::listed)
                .all();
    }

    private static Listed listed(Readable row) {
        return new Listed(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "name", String.class),
                row.get("country", String.class),
                row.get("verified_at", Instant.class),
                row.get("last", String.class),
                Boolean.TRUE.equals(row.get("due", Boolean.class)),
                Boolean.TRUE.equals(row.get("changed", Boolean.class)),
                Columns.required(row, "published", Long.class),
                Columns.required(row, "staff", Long.class));
    }
}
