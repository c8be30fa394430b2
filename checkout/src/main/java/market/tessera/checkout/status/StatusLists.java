package market.tessera.checkout.status;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.credential.StatusBits;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All status lists; a provider gets another when one is full. */
@Repository
public class StatusLists {
    /** Odd, so that it runs through all positions of a list once: neighbours in time are not neighbours in the list. */
    private static final int STRIDE = 81_197;

    private final DatabaseClient database;
    private final Clock clock;

    StatusLists(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A place in a list. */
    public record Slot(int list, int position) {}

    /** Takes a place that no other badge has; one that is not used in the end is simply lost. */
    public Mono<Slot> take(UUID provider) {
        return next(provider).switchIfEmpty(Mono.defer(() -> open(provider)).then(next(provider)));
    }

    Mono<StatusList> find(int id) {
        return database.sql("select id, provider, revision, changed_at from badge_list where id = :id")
                .bind("id", id)
                .mapProperties(StatusList.class)
                .one();
    }

    Mono<List<Integer>> revoked(int list) {
        return database.sql("select position from badge where list = :list and revoked_at is not null")
                .bind("list", list)
                .mapValue(Integer.class)
                .all()
                .collectList();
    }

    public Mono<Void> changed(int list) {
        return database.sql("update badge_list set revision = revision + 1, changed_at = :now where id = :list")
                .bind("now", clock.instant())
                .bind("list", list)
                .then();
    }

    private Mono<Slot> next(UUID provider) {
        return database.sql("""
                        update badge_list set taken = taken + 1
                        where id = (select max(id) from badge_list where provider = :provider) and taken < :entries
                        returning id, taken - 1
                        """)
                .bind("provider", provider)
                .bind("entries", StatusBits.ENTRIES)
                .map(row -> new Slot(number(row.get(0, Integer.class)), position(number(row.get(1, Integer.class)))))
                .one();
    }

    private Mono<Void> open(UUID provider) {
        return database.sql("insert into badge_list (provider, changed_at) values (:provider, :now)")
                .bind("provider", provider)
                .bind("now", clock.instant())
                .then();
    }

    private static int position(int taken) {
        return (int) ((long) taken * STRIDE % StatusBits.ENTRIES);
    }

    private static int number(@Nullable Integer value) {
        return Objects.requireNonNull(value);
    }
}
