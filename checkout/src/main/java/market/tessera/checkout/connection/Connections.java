package market.tessera.checkout.connection;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.connection.Connection.Kind;
import market.tessera.checkout.connection.Connection.Standing;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every provider's connections. Each statement names the provider: nobody reaches another one's. */
@Repository
public class Connections {
    /** So often the same news is written down. */
    private static final Duration NEWS = Duration.ofSeconds(10);

    private static final String SELECT = """
            select c.id, c.provider, c.kind, c.name, c.standing, c.guidance, c.pass_mark, c.move_on, c.tested_at, c.succeeded_at, c.failed_at, c.failure,
              c.failure_detail
            from connection c
            """;

    private final DatabaseClient database;
    private final Clock clock;

    Connections(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The one that an offering's learners are handed over by: its own, or that of all the provider's offerings; nothing if it has neither. */
    public Mono<Connection> serving(UUID provider, UUID offering) {
        return database.sql(SELECT + """
                        join connection_use u on u.connection = c.id
                        where u.provider = :provider and (u.offering = :offering or u.offering is null) and c.standing = 'READY'
                        order by u.offering nulls last limit 1
                        """)
                .bind("provider", provider)
                .bind("offering", offering)
                .map(Connections::connection)
                .one();
    }

    /**
     * As {@link #serving(UUID, UUID)}, of many with one statement; by offering.
     *
     * @param providers whose each offering is
     */
    public Mono<Map<UUID, Connection>> serving(Map<UUID, UUID> providers) {
        var offerings = providers.keySet().toArray(UUID[]::new);
        return database.sql("""
                        select wanted.offering as served, c.* from unnest(:offerings::uuid[], :providers::uuid[]) as wanted (offering, provider)
                        cross join lateral (
                        """ + SELECT + """
                          join connection_use u on u.connection = c.id
                          where u.provider = wanted.provider and (u.offering = wanted.offering or u.offering is null) and c.standing = 'READY'
                          order by u.offering nulls last limit 1) c
                        """)
                .bind("offerings", offerings)
                .bind("providers", Arrays.stream(offerings).map(providers::get).toArray(UUID[]::new))
                .map(row -> new Served(required(row, "served", UUID.class), connection(row)))
                .all()
                .collectMap(Served::offering, Served::connection);
    }

    private record Served(UUID offering, Connection connection) {}

    /** What learners of these offerings are told about getting in, where no launch takes them there. */
    public Mono<Map<UUID, String>> guidance(Collection<UUID> offerings) {
        return database.sql("""
                        select o.id as offering, c.guidance from offer o
                          join lateral (select c.kind, c.guidance from connection_use u join connection c on c.id = u.connection
                            where u.provider = o.provider and (u.offering = o.id or u.offering is null) and c.standing = 'READY'
                            order by u.offering nulls last limit 1) c on c.kind <> 'LTI'
                        where o.id = any(:offerings)
                        """)
                .bind("offerings", offerings.toArray(UUID[]::new))
                .mapProperties(Guided.class)
                .all()
                .collectMap(Guided::offering, Guided::guidance);
    }

    record Guided(UUID offering, String guidance) {}

    public Mono<Connection> find(UUID provider, UUID id) {
        return database.sql(SELECT + "where c.provider = :provider and c.id = :id")
                .bind("provider", provider)
                .bind("id", id)
                .map(Connections::connection)
                .one();
    }

    /** Those in use first, those taken out of use not at all. */
    public Flux<Connection> ofProvider(UUID provider) {
        return database.sql(
                        SELECT
                                + "where c.provider = :provider and c.standing <> 'ENDED' order by c.standing = 'READY' desc, c.created_at, c.id")
                .bind("provider", provider)
                .map(Connections::connection)
                .all();
    }

    /** One for people needs nothing but the list, and can be chosen at once. */
    public Mono<UUID> add(UUID provider, Kind kind, String name, String by) {
        var id = UUID.randomUUID();
        return database.sql("""
                        insert into connection (id, provider, kind, name, standing, created_by, created_at)
                        values (:id, :provider, :kind, :name, :standing, :by, :now)
                        """)
                .bind("standing", (kind == Kind.HAND ? Standing.READY : Standing.DRAFT).name())
                .bind("id", id)
                .bind("provider", provider)
                .bind("kind", kind.name())
                .bind("name", name)
                .bind("by", by)
                .bind("now", clock.instant())
                .then()
                .thenReturn(id);
    }

    /** Takes a step, if it still stands where that begins; false if not. */
    public Mono<Boolean> step(UUID provider, UUID id, Collection<Standing> from, Standing to) {
        return database.sql("""
                        update connection set standing = :to where provider = :provider and id = :id and standing = any(:from)
                        """)
                .bind("to", to.name())
                .bind("provider", provider)
                .bind("id", id)
                .bind("from", from.stream().map(Enum::name).toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Takes it out of use, for good: offerings that used it have none of their own any more. */
    @Transactional
    public Mono<Void> end(UUID provider, UUID id) {
        return database.sql("delete from connection_use where provider = :provider and connection = :id")
                .bind("provider", provider)
                .bind("id", id)
                .then()
                .then(step(provider, id, EnumSet.allOf(Standing.class), Standing.ENDED))
                .then();
    }

    public Mono<Void> guide(UUID provider, UUID id, String guidance) {
        return database.sql("update connection set guidance = :guidance where provider = :provider and id = :id")
                .bind("guidance", guidance)
                .bind("provider", provider)
                .bind("id", id)
                .then();
    }

    /** Which of the results that its systems report complete a course. */
    public Mono<Void> mark(UUID provider, UUID id, BigDecimal passMark, MoveOn moveOn) {
        return database.sql(
                        "update connection set pass_mark = :mark, move_on = :moveOn where provider = :provider and id = :id")
                .bind("mark", passMark)
                .bind("moveOn", moveOn.word())
                .bind("provider", provider)
                .bind("id", id)
                .then();
    }

    /** It has done what was asked of it. */
    public Mono<Void> succeeded(UUID id) {
        return database.sql("""
                        update connection set succeeded_at = :now
                        where id = :id and (succeeded_at is null or succeeded_at < :before or failed_at >= succeeded_at)
                        """)
                .bind("now", clock.instant())
                .bind("before", clock.instant().minus(NEWS))
                .bind("id", id)
                .then();
    }

    public Mono<Void> failed(UUID id, Unreachable failure) {
        return database.sql("""
                        update connection set failed_at = :now, failure = :failure, failure_detail = :detail
                        where id = :id and (failed_at is null or failed_at < :before or succeeded_at >= failed_at
                          or failure is distinct from :failure)
                        """)
                .bind("now", clock.instant())
                .bind("before", clock.instant().minus(NEWS))
                .bind("failure", failure.reason().key())
                .bind("detail", failure.detail())
                .bind("id", id)
                .then();
    }

    /** False if it was tested a moment ago. */
    public Mono<Boolean> beginTest(UUID provider, UUID id) {
        return database.sql("""
                        update connection set tested_at = :now
                        where provider = :provider and id = :id and (tested_at is null or tested_at < :before)
                        """)
                .bind("now", clock.instant())
                .bind("before", clock.instant().minusSeconds(2))
                .bind("provider", provider)
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Connection connection(Readable row) {
        return new Connection(
                required(row, "id", UUID.class),
                required(row, "provider", UUID.class),
                Kind.valueOf(required(row, "kind", String.class)),
                required(row, "name", String.class),
                Standing.valueOf(required(row, "standing", String.class)),
                required(row, "guidance", String.class),
                required(row, "pass_mark", BigDecimal.class),
                MoveOn.of(required(row, "move_on", String.class)).orElseThrow(),
                row.get("tested_at", Instant.class),
                row.get("succeeded_at", Instant.class),
                row.get("failed_at", Instant.class),
                row.get("failure", String.class),
                row.get("failure_detail", String.class));
    }
}
