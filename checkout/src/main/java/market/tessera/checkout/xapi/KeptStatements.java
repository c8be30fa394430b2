package market.tessera.checkout.xapi;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
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
    private static final String DECIDES = "verb in ('%s') and not part".formatted(String.join("', '", Verb.deciding()));
    private static final String PROGRESSED = "verb = '%s' and not part".formatted(Verb.PROGRESSED.iri());
    private static final String NEWEST = "order by said_at desc, stored_at desc, id desc limit 1";

    /** Of an enrollment: more than a course says of a learner in a day without a pause, every ten seconds. */
    static final int MOST = 10_000;

    /** The same of those that decide. */
    static final int MOST_DECIDING = 1_000;

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
        /** It was there already, word for word, but for an actor who has been forgotten since. */
        KNOWN,
        /** There is another one of that id. */
        ANOTHER
    }

    /** Of whoever has deleted the account without the actor. */
    Mono<Kept> keep(UUID provider, Statement statement) {
        return database.sql("""
                        insert into xapi_statement (provider, id, enrollment, verb, said_at, stored_at, body)
                        values (:provider, :id, :enrollment, :verb, :at, :now, case
                          when exists (select from enrollment where id = :enrollment and email = :nowhere) then cast(:body as jsonb) - 'actor'
                          else cast(:body as jsonb) end)
                        on conflict do nothing
                        """)
                .bind("nowhere", Enrollment.Learner.NOWHERE)
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
        return database.sql("""
                        select body = case when jsonb_exists(body, 'actor') then cast(:body as jsonb) else cast(:body as jsonb) - 'actor' end
                        from xapi_statement where provider = :provider and id = :id
                        """)
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

    /** Those of these enrollments of which there are more than are kept. */
    Flux<UUID> overfull(Collection<UUID> enrollments) {
        return database.sql("""
                        select e.id from unnest(:enrollments::uuid[]) as e (id),
                          lateral (select count(*) as number from xapi_statement where enrollment = e.id) told,
                          lateral (select count(*) as number from xapi_statement where enrollment = e.id and %s) deciding
                        where deciding.number > :deciding or told.number - deciding.number > :others
                        """.formatted(DECIDES))
                .bind("enrollments", enrollments.toArray(UUID[]::new))
                .bind("deciding", MOST_DECIDING)
                .bind("others", MOST)
                .mapValue(UUID.class)
                .all();
    }

    /** Those of the course as a whole that make a difference to what all come to, in the order in which things happened. */
    Mono<List<Said>> said(UUID enrollment) {
        return database.sql("""
                        with told as not materialized (
                          select verb, part, said_at, stored_at, id, scaled, progress from xapi_statement where enrollment = :enrollment and not voided)
                        select verb, said_at, scaled, progress from (
                          select * from told where %1$s
                          union (select * from told where %2$s %3$s)
                          union (select * from told where %2$s and scaled is not null %3$s)
                          union (select * from told where %2$s and progress is not null %3$s)) counting
                        order by said_at, stored_at, id
                        """.formatted(DECIDES, PROGRESSED, NEWEST))
                .bind("enrollment", enrollment)
                .map(row -> new Said(
                        required(row, "verb", String.class),
                        required(row, "said_at", Instant.class),
                        row.get("scaled", BigDecimal.class),
                        row.get("progress", BigDecimal.class)))
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
        return json.readTree(required(row, "body", Json.class).asString());
    }
}
