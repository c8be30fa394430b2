package market.tessera.checkout.waitlist;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.offer.Seats;
import market.tessera.checkout.waitlist.WaitingPlace.State;
import market.tessera.checkout.work.OneOfMany;
import market.tessera.platform.mail.Outbox;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Offers seats that have come free, whatever freed them, to those who stand in line, one after the other; takes back what was not accepted in
 * time. Many instances may do so at once: the intake's lock decides.
 */
@Service
class OfferSeats {
    private final DatabaseClient database;
    private final WaitingPlaces places;
    private final Seats seats;
    private final WaitlistLetters letters;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final WaitlistProperties terms;
    private final Clock clock;

    OfferSeats(
            DatabaseClient database,
            WaitingPlaces places,
            Seats seats,
            WaitlistLetters letters,
            Outbox outbox,
            TransactionalOperator transaction,
            WaitlistProperties terms,
            Clock clock) {
        this.database = database;
        this.places = places;
        this.seats = seats;
        this.letters = letters;
        this.outbox = outbox;
        this.transaction = transaction;
        this.terms = terms;
        this.clock = clock;
    }

    /** Emits how many offers were made or have lapsed. */
    Mono<Long> due() {
        return lapsed().concatMap(one -> OneOfMany.attempt("Taking back the offer", one.id(), () -> takeBack(one)))
                .thenMany(free())
                .bufferUntilChanged()
                .concatMap(seats -> OneOfMany.attempt("Offering the seats", seats.getFirst(), () -> offerAll(seats)))
                .reduce(0L, Long::sum);
    }

    /** @param seats their intake, once for each of them */
    private Mono<Long> offerAll(List<UUID> seats) {
        return Flux.fromIterable(seats).concatMap(this::offerNext).count();
    }

    private record Lapsed(UUID id, UUID intake) {}

    private Flux<Lapsed> lapsed() {
        return database.sql(
                        "select id, intake from waiting_place where state = 'OFFERED' and offered_until <= :now order by offered_until limit 100")
                .bind("now", clock.instant())
                .mapProperties(Lapsed.class)
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable);
    }

    private Mono<UUID> takeBack(Lapsed lapsed) {
        return seats.lock(List.of(lapsed.intake()))
                .then(Mono.defer(() -> places.move(lapsed.id(), State.OFFERED, State.LAPSED)))
                .filter(late -> late)
                .flatMap(_ -> seats.free(List.of(lapsed.intake())).then(places.find(lapsed.id())))
                .flatMap(place -> outbox.put(letters.lapsed(place)).thenReturn(place.id()))
                .as(transaction::transactional);
    }

    /** Once for each seat that is free in an intake people stand in line for, as long as it can be bought at all. */
    private Flux<UUID> free() {
        return database.sql("""
                        select i.id from offer_intake i join offer o on o.id = i.offer
                          cross join generate_series(1, least(i.waiting, coalesce(i.seats - i.taken, i.waiting), 100))
                        where i.waiting > 0 and (i.seats is null or i.taken < i.seats) and i.listed and o.listed and %s > :now
                        order by i.id limit 1000
                        """.formatted(CLOSES))
                .bind("now", clock.instant())
                .mapValue(UUID.class)
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable);
    }

    /** The end of the last day on which the intake {@code i} can be bought. */
    private static final String CLOSES = """
            coalesce((coalesce(i.closes, case when not i.self_paced then i.starts end) + 1)::timestamp at time zone coalesce(i.time_zone, 'UTC'),
              'infinity')""";

    private Mono<UUID> offerNext(UUID intake) {
        return seats.lock(List.of(intake))
                .then(Mono.defer(() -> first(intake)))
                .flatMap(place -> seats.hold(intake).then(places.find(place)))
                .flatMap(place -> outbox.put(letters.offered(place)).thenReturn(place.id()))
                .as(transaction::transactional);
    }

    /** Empty if the seat has gone, or nobody stands there any more. No seat is held for longer than it could be bought. */
    private Mono<UUID> first(UUID intake) {
        return database.sql("""
                        update waiting_place w set state = 'OFFERED', changed_at = :now, offered_until = least(cast(:until as timestamptz), %s)
                        from offer_intake i
                        where i.id = :intake and (i.seats is null or i.taken < i.seats)
                          and w.id = (select id from waiting_place where intake = :intake and state = 'WAITING' order by turn limit 1)
                        returning w.id
                        """.formatted(CLOSES))
                .bind("now", clock.instant())
                .bind("until", clock.instant().plus(terms.hold()))
                .bind("intake", intake)
                .mapValue(UUID.class)
                .one();
    }
}
