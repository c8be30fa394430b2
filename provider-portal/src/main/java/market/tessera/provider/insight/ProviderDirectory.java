package market.tessera.provider.insight;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Institutions as a list. */
@Repository
class ProviderDirectory {
    static final int PAGE = 100;

    private final DatabaseClient database;

    ProviderDirectory(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param verifiedAt null if it is not
     * @param published number of its offerings that are, or will be, public
     */
    record Listed(
            UUID id,
            String name,
            @Nullable String country,
            @Nullable Instant verifiedAt,
            @Nullable String evidence,
            long published,
            long staff) {}

    /** Names of the institutions of a scope that are not verified. */
    Flux<String> unverified(ProviderScope scope) {
        return database.sql(
                        "select name from provider where id = any(:providers) and verified_at is null order by name")
                .bind("providers", scope.providers())
                .map(row -> Columns.required(row, "name", String.class))
                .all();
    }

    /** Every institution, for the operator only: those that wait for verification first. */
    Flux<Listed> all(ProviderScope operator, String text, int page) {
        operator.requireOperator();
        return database.sql("""
                        select p.id, p.name, p.country, p.verified_at, p.evidence,
                          (select count(*) from offering o where o.provider = p.id and o.status = 'published') as published,
                          (select count(distinct staff) from membership m where m.provider = p.id) as staff
                        from provider p
                        where :text = '' or p.name ilike '%' || :text || '%'
                        order by p.verified_at is not null, p.name, p.id
                        limit :limit offset :offset
                        """)
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
                row.get("evidence", String.class),
                Columns.required(row, "published", Long.class),
                Columns.required(row, "staff", Long.class));
    }
}
