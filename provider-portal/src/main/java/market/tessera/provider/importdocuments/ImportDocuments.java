package market.tessera.provider.importdocuments;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.provider.importjobs.Finding;
import market.tessera.provider.importjobs.ImportJob;
import market.tessera.provider.offering.Attachment;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Offerings whose documents imports wait for, and what became of them. */
@Component
public class ImportDocuments {
    private final DatabaseClient database;
    private final Clock clock;

    ImportDocuments(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param attempts this one included */
    record Waiting(UUID job, UUID offering, UUID provider, int attempts) {}

    /**
     * A document as its source names it.
     *
     * @param placed what of it is in the offering, unless somebody has taken it out; null for nothing yet
     */
    record Named(
            String title,
            String address,
            Attachment.Type type,
            String language,
            State state,
            @Nullable Instant askedAt,
            @Nullable String placed) {}

    public Mono<DocumentTally> tally(UUID job) {
        return database.sql("""
                        select count(*) filter (where state = 'waiting') as waiting, coalesce(sum(fetched), 0)::bigint as fetched,
                          coalesce(sum(unchanged), 0)::bigint as unchanged, coalesce(sum(failed), 0)::bigint as failed
                        from import_document where import = :job
                        """)
                .bind("job", job)
                .map(row -> new DocumentTally(
                        Columns.required(row, "waiting", Long.class),
                        Columns.required(row, "fetched", Long.class),
                        Columns.required(row, "unchanged", Long.class),
                        Columns.required(row, "failed", Long.class)))
                .one();
    }

    /** Takes some that are due, for as long as {@code lease}: whoever ends in the middle of it leaves them to others after that. */
    Flux<Waiting> claim(int most, Duration lease) {
        return database.sql("""
                        update import_document d set due_at = :until, attempts = attempts + 1
                        from (
                          select import, offering from import_document where state = 'waiting' and due_at <= :now
                          order by due_at, import, offering limit :most for update skip locked) due
                        where d.import = due.import and d.offering = due.offering
                        returning d.*
                        """)
                .bind("now", clock.instant())
                .bind("until", clock.instant().plus(lease))
                .bind("most", most)
                .map(row -> new Waiting(
                        Columns.required(row, "import", UUID.class),
                        Columns.required(row, "offering", UUID.class),
                        Columns.required(row, "provider", UUID.class),
                        Columns.required(row, "attempts", Integer.class)))
                .all();
    }

    /** In the order of the source. */
    Flux<Named> named(UUID offering) {
        return database.sql("select * from sourced_document where offering = :offering order by place, title")
                .bind("offering", offering)
                .map(ImportDocuments::read)
                .all();
    }

    private static Named read(Readable row) {
        return new Named(
                Columns.required(row, "title", String.class),
                Columns.required(row, "address", String.class),
                Attachment.Type.of(Columns.required(row, "type", String.class)).orElse(Attachment.Type.OTHER),
                Columns.required(row, "language", String.class),
                new State(row.get("etag", String.class), row.get("last_modified", String.class)),
                row.get("asked_at", Instant.class),
                row.get("placed", String.class));
    }

    /** Remembers what an address has answered, so that it is asked with that the next time. Nothing if the source has named another one since. */
    Mono<Void> answered(UUID offering, Named document, State state) {
        return database.sql("""
                        update sourced_document set asked_at = :now, etag = :etag, last_modified = :modified
                        where offering = :offering and title = :title and address = :address
                        """)
                .bind("now", clock.instant())
                .bind("etag", Columns.orNull(state.etag(), String.class))
                .bind("modified", Columns.orNull(state.lastModified(), String.class))
                .bind("offering", offering)
                .bind("title", document.title())
                .bind("address", document.address())
                .then();
    }

    Mono<Void> placed(UUID offering, String title, String media) {
        return database.sql("update sourced_document set placed = :media where offering = :offering and title = :title")
                .bind("media", media)
                .bind("offering", offering)
                .bind("title", title)
                .then();
    }

    Mono<Void> later(Waiting waiting, Duration pause) {
        return database.sql("update import_document set due_at = :due where import = :job and offering = :offering")
                .bind("due", clock.instant().plus(pause))
                .bind("job", waiting.job())
                .bind("offering", waiting.offering())
                .then();
    }

    /** What came of it, as a line of the report tells it. */
    record Count(int fetched, int unchanged, int failed) {}

    Mono<Void> done(Waiting waiting, Count count) {
        return database.sql("""
                        update import_document set state = 'done', fetched = :fetched, unchanged = :unchanged, failed = :failed
                        where import = :job and offering = :offering
                        """)
                .bind("fetched", count.fetched())
                .bind("unchanged", count.unchanged())
                .bind("failed", count.failed())
                .bind("job", waiting.job())
                .bind("offering", waiting.offering())
                .then();
    }

    /** What there is to say of an offering's documents. */
    Mono<List<Finding>> remarks(UUID offering, ImportJob job, List<String> reasons) {
        return database.sql("select external_id from offering where id = :offering")
                .bind("offering", offering)
                .map(row -> Columns.required(row, "external_id", String.class))
                .one()
                .map(externalId -> reasons.stream()
                        .map(reason -> Finding.ofFile(job, externalId, "documents", reason))
                        .toList());
    }
}
