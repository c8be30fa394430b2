package market.tessera.provider.importjobs;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What imports have to say about rows. */
@Component
public class Findings {
    private final DatabaseClient database;

    Findings(DatabaseClient database) {
        this.database = database;
    }

    /** A finding and its number, by which reading goes on after it. */
    public record Numbered(long number, Finding finding) {}

    public Mono<Void> add(UUID job, List<Finding> findings) {
        if (findings.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into import_finding (import, kind, input, line, external_id, field, reason)
                        select :job, kind, input, line, "externalId", field, reason
                        from json_to_recordset(:findings::json)
                          as f (kind text, input text, line bigint, "externalId" text, field text, reason text)
                        """)
                .bind("job", job)
                .bind(
                        "findings",
                        CatalogueFormat.JSON.writeValueAsString(
                                findings.stream().map(Finding::storable).toList()))
                .then();
    }

    /** All of them, for a file. */
    public Flux<Finding> all(UUID job, Finding.@Nullable Kind kind) {
        return database.sql("""
                        select * from import_finding where import = :job and (:kind::text is null or kind = :kind) order by number
                        """)
                .bind("job", job)
                .bind("kind", Columns.orNull(kind == null ? null : kind.name().toLowerCase(Locale.ROOT), String.class))
                .map(Findings::finding)
                .all();
    }

    /** In the order of their making. */
    public Mono<List<Numbered>> page(UUID job, Finding.@Nullable Kind kind, long after, int limit) {
        return database.sql("""
                        select * from import_finding
                        where import = :job and number > :after and (:kind::text is null or kind = :kind)
                        order by number limit :limit
                        """)
                .bind("job", job)
                .bind("after", after)
                .bind("kind", Columns.orNull(kind == null ? null : kind.name().toLowerCase(Locale.ROOT), String.class))
                .bind("limit", limit)
                .map(row -> new Numbered(Columns.required(row, "number", Long.class), finding(row)))
                .all()
                .collectList();
    }

    private static Finding finding(Readable row) {
        return new Finding(
                Finding.Kind.valueOf(Columns.required(row, "kind", String.class).toUpperCase(Locale.ROOT)),
                Columns.required(row, "input", String.class),
                Columns.required(row, "line", Long.class),
                row.get("external_id", String.class),
                row.get("field", String.class),
                Columns.required(row, "reason", String.class));
    }
}
