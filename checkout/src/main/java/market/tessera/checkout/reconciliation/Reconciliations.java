package market.tessera.checkout.reconciliation;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.checkout.reconciliation.Difference.Kind;
import market.tessera.checkout.reconciliation.Entry.Movement;
import market.tessera.checkout.sql.Bindings;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All comparisons. */
@Repository
public class Reconciliations {
    private final DatabaseClient database;

    Reconciliations(DatabaseClient database) {
        this.database = database;
    }

    /** The newest one; empty before the first. */
    public Mono<Reconciliation> newest() {
        return database.sql("select id from reconciliation order by finished_at desc limit 1")
                .mapValue(UUID.class)
                .one()
                .flatMap(id -> differences(id).flatMap(found -> read(id, found)));
    }

    /** When the newest one was finished; the beginning of time before the first. */
    Mono<Instant> lastFinished() {
        return database.sql("select coalesce(max(finished_at), to_timestamp(0)) from reconciliation")
                .mapValue(Instant.class)
                .one();
    }

    @Transactional
    public Mono<Void> add(Reconciliation made) {
        var id = UUID.randomUUID();
        return database.sql("""
                        insert into reconciliation (id, from_at, to_at, compared, finished_at) values (:id, :from, :to, :compared, :finished)
                        """)
                .bind("id", id)
                .bind("from", made.from())
                .bind("to", made.to())
                .bind("compared", made.compared())
                .bind("finished", made.finishedAt())
                .then()
                .thenMany(Flux.fromStream(
                        IntStream.range(0, made.differences().size()).boxed()))
                .concatMap(position -> insert(id, position, made.differences().get(position)))
                .then();
    }

    private Mono<Void> insert(UUID id, int position, Difference difference) {
        return database.sql("""
                        insert into difference (reconciliation, position, kind, movement, reference, order_id, ours, theirs)
                        values (:id, :position, :kind, :movement, :reference, :order, :ours, :theirs)
                        """)
                .bind("id", id)
                .bind("position", position)
                .bind("kind", difference.kind().name())
                .bind("movement", difference.movement().name())
                .bind("reference", difference.reference())
                .bind("order", Bindings.nullable(difference.order(), UUID.class))
                .bind("ours", Bindings.nullable(difference.ours(), String.class))
                .bind("theirs", Bindings.nullable(difference.theirs(), String.class))
                .then();
    }

    private Mono<List<Difference>> differences(UUID id) {
        return database.sql("""
                        select kind, movement, reference, order_id, ours, theirs from difference
                        where reconciliation = :id order by position limit 500
                        """)
                .bind("id", id)
                .map(Reconciliations::difference)
                .all()
                .collectList();
    }

    private Mono<Reconciliation> read(UUID id, List<Difference> found) {
        return database.sql("select from_at, to_at, compared, finished_at from reconciliation where id = :id")
                .bind("id", id)
                .map(row -> new Reconciliation(
                        required(row.get("from_at", Instant.class)),
                        required(row.get("to_at", Instant.class)),
                        required(row.get("compared", Integer.class)),
                        required(row.get("finished_at", Instant.class)),
                        found))
                .one();
    }

    private static Difference difference(Readable row) {
        return new Difference(
                Kind.valueOf(required(row.get("kind", String.class))),
                Movement.valueOf(required(row.get("movement", String.class))),
                required(row.get("reference", String.class)),
                row.get("order_id", UUID.class),
                row.get("ours", String.class),
                row.get("theirs", String.class));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
