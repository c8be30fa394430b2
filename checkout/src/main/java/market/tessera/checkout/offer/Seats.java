package market.tessera.checkout.offer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Seats are taken by pending orders and freed when these end unpaid. While people stand in line for an intake, a seat that comes free is held
 * for the first of them and sold to nobody else. Every change locks intakes in the order of their ids, so that orders with several lines
 * cannot wait for each other, and is told to the log in the caller's transaction. An intake that is named twice is meant twice.
 */
@Repository
public class Seats {
    private static final String COUNTED = " returning i.id, i.offer, i.seats, i.taken, i.waiting, i.seats_version";

    /** Locks first, in their order, and then looks: whoever has waited sees what the one before has left. */
    private static final String TAKE = """
            with wanted as (
              select i.id, w.places, i.seats is null or (i.waiting = 0 and i.taken + w.places <= i.seats) as free
              from offer_intake i join unnest(:intakes::uuid[], :places::bigint[]) as w (id, places) on w.id = i.id
              order by i.id for update of i)
            update offer_intake i set taken = i.taken + w.places, seats_version = i.seats_version + 1
            from wanted w where i.id = w.id and not exists (select from wanted where not free)
            """ + COUNTED;

    private static final String FREE = """
            with freed as (
              select i.id, w.places from offer_intake i join unnest(:intakes::uuid[], :places::bigint[]) as w (id, places) on w.id = i.id
              order by i.id for update of i)
            update offer_intake i set taken = i.taken - f.places, seats_version = i.seats_version + 1
            from freed f where i.id = f.id
            """ + COUNTED;

    private final DatabaseClient database;
    private final EventLog log;

    Seats(DatabaseClient database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    /** Takes a seat for each naming of an intake, or, if one has too few left, nothing: then false. */
    public Mono<Boolean> take(Collection<UUID> intakes) {
        return intakes.isEmpty()
                ? Mono.just(true)
                : changed(TAKE, counted(intakes)).map(taken -> !taken.isEmpty());
    }

    /** Gives a seat back for each naming of an intake. */
    public Mono<Void> free(Collection<UUID> intakes) {
        return intakes.isEmpty()
                ? Mono.empty()
                : changed(FREE, counted(intakes)).then();
    }

    /** Nobody else changes their seats until the caller's transaction ends. */
    public Mono<Void> lock(Collection<UUID> intakes) {
        return database.sql("select id from offer_intake where id = any(:intakes) order by id for update")
                .bind("intakes", intakes.toArray(UUID[]::new))
                .then();
    }

    /** One more stands in line. */
    public Mono<Void> awaited(UUID intake) {
        return change("waiting = waiting + w.places", Map.of(intake, 1L)).then();
    }

    /** One who stood in line has gone. */
    public Mono<Void> renounced(UUID intake) {
        return change("waiting = waiting - w.places", Map.of(intake, 1L)).then();
    }

    /** Holds a seat for one who stands in line. The intake is locked, and has a free one. */
    public Mono<Void> hold(UUID intake) {
        return change("taken = taken + w.places, waiting = waiting - w.places", Map.of(intake, 1L))
                .then();
    }

    private Mono<List<SeatCount>> change(String assignment, Map<UUID, Long> places) {
        return changed("""
                update offer_intake i set %s, seats_version = seats_version + 1
                from unnest(:intakes::uuid[], :places::bigint[]) as w (id, places) where i.id = w.id
                """.formatted(assignment) + COUNTED, places);
    }

    private Mono<List<SeatCount>> changed(String sql, Map<UUID, Long> places) {
        return database.sql(sql)
                .bind("intakes", places.keySet().toArray(UUID[]::new))
                .bind("places", places.values().toArray(Long[]::new))
                .map(SeatCount::read)
                .all()
                .collectList()
                .delayUntil(this::announce);
    }

    private Mono<Void> announce(List<SeatCount> changed) {
        return log.append(changed.stream()
                .filter(count -> count.seats() != null)
                .map(SeatCount::event)
                .toList());
    }

    private static Map<UUID, Long> counted(Collection<UUID> intakes) {
        return intakes.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
