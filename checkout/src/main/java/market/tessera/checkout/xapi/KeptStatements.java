package market.tessera.checkout.xapi;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import market.tessera.checkout.xapi.Achievement.Said;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All statements; every question names the provider whose they are. */
@Repository
class KeptStatements {
    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    KeptStatements(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** What became of a statement. */
    enum Kept {
        NEW,
        /** It was there already, word for word. */
        KNOWN,
        /** There is another one of that id. */
        ANOTHER
    }

    Mono<Kept> keep(UUID provider, Statement statement) {
        return database.sql("""
                        insert into xapi_statement (provider, id, enrollment, verb, said_at, stored_at, body)
                        values (:provider, :id, :enrollment, :verb, :at, :now, :body) on conflict do nothing
                        """)
                .bind("provider", provider)
                .bind("id", statement.id())
                .bind("enrollment", Bindings.nullable(statement.registration(), UUID.class))
                .bind("verb", statement.verb())
                .bind("at", statement.at())
                .bind("now", clock.instant())
                .bind("body", Json.of(json.writeValueAsString(statement.body())))
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1 ? Mono.just(Kept.NEW) : same(provider, statement));
    }

    private Mono<Kept> same(UUID provider, Statement statement) {
        return database.sql("select body = :body from xapi_statement where provider = :provider and id = :id")
                .bind("body", Json.of(json.writeValueAsString(statement.body())))
                .bind("provider", provider)
                .bind("id", statement.id())
                .mapValue(Boolean.class)
                .one()
                .map(same -> same ? Kept.KNOWN : Kept.ANOTHER);
    }

    /** Whom these statements are about, as far as there are such. */
    Flux<UUID> of(UUID provider, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : database.sql("""
                        select distinct enrollment from xapi_statement
                        where provider = :provider and id = any(:ids) and enrollment is not null
                        """)
                        .bind("provider", provider)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .mapValue(UUID.class)
                        .all();
    }

    /** It counts no more. Emits whose it was; nothing if there is none that counts. One that voids cannot be voided. */
    Mono<UUID> voided(UUID provider, UUID id) {
        return database.sql("""
                        update xapi_statement set voided = true
                        where provider = :provider and id = :id and not voided and enrollment is not null returning enrollment
                        """)
                .bind("provider", provider)
                .bind("id", id)
                .mapValue(UUID.class)
                .one();
    }

    /** Those that count and can decide anything, in the order in which things happened. */
    Mono<List<Said>> said(UUID enrollment) {
        return database.sql("""
                        select verb, said_at, body from xapi_statement where enrollment = :enrollment and not voided and verb = any(:verbs)
                        order by said_at, stored_at, id
                        """)
                .bind("enrollment", enrollment)
                .bind("verbs", Verb.all())
                .map(row -> new Said(
                        Objects.requireNonNull(row.get("verb", String.class)),
                        Objects.requireNonNull(row.get("said_at", Instant.class)),
                        body(row)))
                .all()
                .collectList();
    }

    Mono<JsonNode> find(UUID provider, UUID id) {
        return database.sql("select body from xapi_statement where provider = :provider and id = :id and not voided")
                .bind("provider", provider)
                .bind("id", id)
                .map(this::body)
                .one();
    }

    /** Newest first. */
    Flux<JsonNode> of(UUID provider, UUID registration, int limit) {
        return database.sql("""
                        select body from xapi_statement where provider = :provider and enrollment = :enrollment and not voided
                        order by stored_at desc, id limit :limit
                        """)
                .bind("provider", provider)
                .bind("enrollment", registration)
                .bind("limit", limit)
                .map(this::body)
                .all();
    }

    private JsonNode body(Readable row) {
        return json.readTree(Objects.requireNonNull(row.get("body", Json.class)).asString());
    }
}
