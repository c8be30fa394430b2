package market.tessera.checkout.status;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.checkout.credential.StatusBits;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
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

    /** Neighbours in time. */
    private record Run(UUID provider, int list, int first, int count) {
        List<Slot> slots() {
            return IntStream.range(first, first + count)
                    .mapToObj(taken -> new Slot(list, position(taken)))
                    .toList();
        }
    }

    /** Takes a place that no other badge has; one that is not used in the end is simply lost. */
    public Mono<Slot> take(UUID provider) {
        return take(Map.of(provider, 1))
                .map(taken -> requireNonNull(taken.get(provider)).getFirst());
    }

    /** As many places as each provider needs, of one list each. */
    public Mono<Map<UUID, List<Slot>>> take(Map<UUID, Integer> needed) {
        return next(needed)
                .collectMap(Run::provider, Run::slots)
                .flatMap(taken -> takeInNewLists(without(needed, taken.keySet()))
                        .doOnNext(taken::putAll)
                        .thenReturn(taken));
    }

    private Mono<Map<UUID, List<Slot>>> takeInNewLists(Map<UUID, Integer> needed) {
        return needed.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(needed.keySet())
                        .concatMap(this::open)
                        .thenMany(next(needed))
                        .collectMap(Run::provider, Run::slots);
    }

    private static Map<UUID, Integer> without(Map<UUID, Integer> needed, Set<UUID> served) {
        var rest = new HashMap<>(needed);
        rest.keySet().removeAll(served);
        return rest;
    }

    Mono<StatusList> find(int id) {
        return database.sql("select id, provider, revision, changed_at from badge_list where id = :id")
                .bind("id", id)
                .mapProperties(StatusList.class)
                .one();
    }

    Mono<List<Integer>> revoked(int list) {
        return database.sql("""
                        select position from badge where list = :list and revoked_at is not null
                        union all select position from endorsement where list = :list and withdrawn_at is not null
                        """)
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

    /** Of the newest lists, where they have room; in one order, so that two who take do not wait for each other. */
    private Flux<Run> next(Map<UUID, Integer> needed) {
        var providers = List.copyOf(needed.keySet());
        return database.sql("""
                        with newest as (
                          select l.id, needed.provider, needed.count
                          from unnest(:providers::uuid[], :counts::int[]) as needed (provider, count)
                          join badge_list l on l.id = (select max(id) from badge_list where badge_list.provider = needed.provider)
                          order by l.id for update of l)
                        update badge_list l set taken = l.taken + newest.count from newest
                        where l.id = newest.id and l.taken + newest.count <= :entries
                        returning newest.provider, l.id as list, l.taken - newest.count as first, newest.count
                        """)
                .bind("providers", providers.toArray(UUID[]::new))
                .bind("counts", providers.stream().map(needed::get).toArray(Integer[]::new))
                .bind("entries", StatusBits.ENTRIES)
                .mapProperties(Run.class)
                .all();
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
}
