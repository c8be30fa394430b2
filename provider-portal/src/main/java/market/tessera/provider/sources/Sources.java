package market.tessera.provider.sources;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.identity.Vault;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Addresses with catalogues, and how it went with them. */
@Component
class Sources {
    /** Each is a call to somebody's server by day. */
    static final int MOST = 50;

    private static final int EACH = 2;
    private static final int RUNS_SHOWN = 50;
    private static final Duration KEPT = Duration.ofDays(180);

    private final DatabaseClient database;
    private final Vault vault;

    Sources(DatabaseClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /**
     * Adds one, to be looked at right away; false if the provider has one of that name, or as many as it can have.
     *
     * @param token for the address, or null
     */
    Mono<Boolean> add(Source source, @Nullable String token) {
        return database.sql("""
                        insert into import_source (id, provider, name, address, format, every, changes, token, requested_by, due_at, created_at)
                        select :id, :provider, :name, :address, :format, :every, :changes, :token, :by, :due, :due
                        where (select count(*) from import_source where provider = :provider) < :most
                        on conflict (provider, name) do nothing
                        """)
                .bind("id", source.id())
                .bind("provider", source.provider())
                .bind("name", source.name())
                .bind("address", source.address().toString())
                .bind("format", source.format())
                .bind("every", source.every().key())
                .bind("changes", source.changes().key())
                .bind(
                        "token",
                        Columns.orNull(
                                token == null
                                        ? null
                                        : vault.seal(token.getBytes(StandardCharsets.UTF_8), place(source.id())),
                                byte[].class))
                .bind("by", source.requestedBy())
                .bind("due", Columns.orNull(source.dueAt(), Instant.class))
                .bind("most", MOST)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    Flux<Source> of(UUID[] providers) {
        return database.sql("select * from import_source where provider = any(:providers) order by name, id")
                .bind("providers", providers)
                .map(Sources::source)
                .all();
    }

    Mono<Source> find(UUID id) {
        return database.sql("select * from import_source where id = :id")
                .bind("id", id)
                .map(Sources::source)
                .one();
    }

    /** The token for its address; empty if it needs none. */
    Mono<String> token(Source source) {
        return database.sql("select token from import_source where id = :id and token is not null")
                .bind("id", source.id())
                .map(row -> Columns.required(row, "token", byte[].class))
                .one()
                .map(kept -> new String(vault.open(kept, place(source.id())), StandardCharsets.UTF_8));
    }

    Mono<Void> set(UUID id, Source.Every every, Source.Changes changes, @Nullable Instant due) {
        return database.sql("update import_source set every = :every, changes = :changes, due_at = :due where id = :id")
                .bind("every", every.key())
                .bind("changes", changes.key())
                .bind("due", Columns.orNull(due, Instant.class))
                .bind("id", id)
                .then();
    }

    Mono<Void> look(UUID id, Instant now) {
        return database.sql("update import_source set due_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .then();
    }

    Mono<Void> remove(UUID id) {
        return database.sql("delete from import_source where id = :id")
                .bind("id", id)
                .then();
    }

    /**
     * Takes one that is due; another process that looks at the same moment gets another. A provider has only so many at a time, so that addresses which
     * answer slowly hold up nobody else's.
     */
    Mono<Source> claim(Instant now, Duration lease) {
        return database.sql("""
                        update import_source set due_at = :later, taken_until = :later where id = (
                          select s.id from import_source s
                          where s.due_at <= :now and (s.taken_until is null or s.taken_until <= :now)
                            and :each > (select count(*) from import_source o where o.provider = s.provider and o.taken_until > :now)
                          order by s.due_at, s.id limit 1 for update skip locked)
                        returning *
                        """)
                .bind("now", now)
                .bind("later", now.plus(lease))
                .bind("each", EACH)
                .map(Sources::source)
                .one();
    }

    /** Keeps how it went; within the caller's transaction. */
    Mono<Void> record(Source source, Run run, State state, @Nullable Instant due) {
        return database.sql("""
                        with run as (
                          insert into import_source_run (id, source, provider, at, outcome, detail, import)
                          select :run, id, provider, :at, :outcome, :detail, :import from import_source where id = :id),
                        forgotten as (delete from import_source_run where source = :id and at < :old)
                        update import_source set due_at = :due, taken_until = null, etag = :etag, last_modified = :modified,
                          failures = case when :good then 0 else failures + 1 end
                        where id = :id
                        """)
                .bind("run", UUID.randomUUID())
                .bind("id", source.id())
                .bind("at", run.at())
                .bind("old", run.at().minus(KEPT))
                .bind("outcome", run.outcome().key())
                .bind("detail", Columns.orNull(run.detail(), String.class))
                .bind("import", Columns.orNull(run.imported(), UUID.class))
                .bind("due", Columns.orNull(due, Instant.class))
                .bind("etag", Columns.orNull(state.etag(), String.class))
                .bind("modified", Columns.orNull(state.lastModified(), String.class))
                .bind("good", run.good())
                .then();
    }

    /** The newest first. */
    Flux<Run> runs(UUID source) {
        return database.sql("select * from import_source_run where source = :source order by at desc, id limit :limit")
                .bind("source", source)
                .bind("limit", RUNS_SHOWN)
                .map(row -> new Run(
                        Columns.required(row, "at", Instant.class),
                        Run.Outcome.valueOf(upper(row, "outcome")),
                        row.get("detail", String.class),
                        row.get("import", UUID.class)))
                .all();
    }

    private static String place(UUID id) {
        return "import source " + id;
    }

    private static String upper(Readable row, String column) {
        return Columns.required(row, column, String.class).toUpperCase(Locale.ROOT);
    }

    private static Source source(Readable row) {
        return new Source(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "provider", UUID.class),
                Columns.required(row, "name", String.class),
                URI.create(Columns.required(row, "address", String.class)),
                Columns.required(row, "format", String.class),
                Source.Every.valueOf(upper(row, "every")),
                Source.Changes.valueOf(upper(row, "changes")),
                row.get("token", byte[].class) != null,
                Columns.required(row, "requested_by", UUID.class),
                new State(row.get("etag", String.class), row.get("last_modified", String.class)),
                row.get("due_at", Instant.class),
                Columns.required(row, "failures", Integer.class));
    }
}
