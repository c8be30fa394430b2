package market.tessera.checkout.offer;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Seats are taken by pending orders and freed when these end unpaid. Every change locks intakes in the order of their ids, so that orders with
 * several lines cannot wait for each other, and is told to the log in the caller's transaction.
 */
@Repository
public class Seats {
    private static final String COUNTED = " returning id, offer, seats, taken, seats_version";

    private final DatabaseClient database;
    private final EventLog log;

    Seats(DatabaseClient database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    /** Takes one seat of each intake, or, if any has none left, nothing; emits the intakes that have none. */
    public Flux<UUID> take(Collection<UUID> intakes) {
        return lockFull(intakes)
                .collectList()
                .flatMapMany(
                        full -> full.isEmpty() ? takeLocked(intakes).thenMany(Flux.empty()) : Flux.fromIterable(full));
    }

    /** Gives one seat of each intake back. */
    public Mono<Void> free(Collection<UUID> intakes) {
        return lockFull(intakes)
                .then(Mono.defer(() -> change(
                        "update offer_intake set taken = taken - 1, seats_version = seats_version + 1 where id = any(:intakes)",
                        intakes)))
                .then();
    }

    private Flux<UUID> lockFull(Collection<UUID> intakes) {
        return database.sql("""
                        select id, seats is not null and taken >= seats as full from offer_intake
                        where id = any(:intakes) order by id for update
                        """)
                .bind("intakes", intakes.toArray(UUID[]::new))
                .mapProperties(Locked.class)
                .all()
                .filter(Locked::full)
                .map(Locked::id);
    }

    private Mono<Void> takeLocked(Collection<UUID> intakes) {
        return change("""
                        update offer_intake set taken = taken + 1, seats_version = seats_version + 1
                        where id = any(:intakes) and (seats is null or taken < seats)""", intakes)
                .filter(changed -> changed.size() == intakes.size())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("Seats changed under their lock")))
                .then();
    }

    private Mono<List<SeatCount>> change(String update, Collection<UUID> intakes) {
        return database.sql(update + COUNTED)
                .bind("intakes", intakes.toArray(UUID[]::new))
                .mapProperties(SeatCount.class)
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

    private record Locked(UUID id, boolean full) {}
}
