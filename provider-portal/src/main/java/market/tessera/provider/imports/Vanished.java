package market.tessera.provider.imports;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the latest import of a source did not meet and what is public all the same. */
@Component
class Vanished {
    private static final String STILL_PUBLIC = """
            from import_vanished v
            join offering o on o.id = v.offering and o.status = 'published'
            join offering_version e on e.offering = o.id and e.edition = o.edition
            where v.import = :import
            """;

    private final DatabaseClient database;

    Vanished(DatabaseClient database) {
        this.database = database;
    }

    record One(UUID id, String title, @Nullable String externalId, Instant publishedAt) {}

    Mono<Long> count(UUID job) {
        return database.sql("select count(*) as total " + STILL_PUBLIC)
                .bind("import", job)
                .map(row -> Columns.required(row, "total", Long.class))
                .one();
    }

    /** How many of the source are public in all. */
    Mono<Long> publicOf(String source) {
        return database.sql("select count(*) as total from offering where source = :source and status = 'published'")
                .bind("source", source)
                .map(row -> Columns.required(row, "total", Long.class))
                .one();
    }

    /** By title. */
    Mono<List<One>> list(UUID job, int limit) {
        return database.sql("select o.id, e.elements ->> 'title' as title, o.external_id, o.published_at "
                        + STILL_PUBLIC + " order by title, o.id limit :limit")
                .bind("import", job)
                .bind("limit", limit)
                .map(row -> new One(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "title", String.class),
                        row.get("external_id", String.class),
                        Columns.required(row, "published_at", Instant.class)))
                .all()
                .collectList();
    }

    /** Those of the chosen ones that are on the list. */
    Flux<UUID> ids(UUID job, Collection<UUID> chosen) {
        return database.sql("select o.id " + STILL_PUBLIC + " and o.id = any(:chosen) order by o.id")
                .bind("import", job)
                .bind("chosen", chosen.toArray(UUID[]::new))
                .map(row -> Columns.required(row, "id", UUID.class))
                .all();
    }
}
