package market.tessera.checkout.waitlist;

import java.util.List;
import java.util.UUID;
import market.tessera.checkout.offer.Seats;
import market.tessera.checkout.waitlist.WaitingPlace.State;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Gives a place in line up, or declines the seat that is held for it; the seat is then the next one's. Doing it again changes nothing. */
@Service
public class LeaveLine {
    private final DatabaseClient database;
    private final WaitingPlaces places;
    private final Seats seats;

    LeaveLine(DatabaseClient database, WaitingPlaces places, Seats seats) {
        this.database = database;
        this.places = places;
        this.seats = seats;
    }

    @Transactional
    public Mono<Void> leave(WaitingPlace place) {
        return leave(place.id(), place.offer().intake().id());
    }

    /** For whoever is forgotten: leaves every line, and takes name and address out. */
    @Transactional
    public Mono<Void> forget(UUID learner, String nobody) {
        return database.sql("select id, intake from waiting_place where learner = :learner order by intake")
                .bind("learner", learner)
                .mapProperties(Standing.class)
                .all()
                .concatMap(standing -> leave(standing.id(), standing.intake()))
                .then(database.sql("""
                                update waiting_place set name = :nobody, email = 'former-' || id || '@tessera.invalid'
                                where learner = :learner
                                """)
                        .bind("nobody", nobody)
                        .bind("learner", learner)
                        .then());
    }

    private Mono<Void> leave(UUID place, UUID intake) {
        return seats.lock(List.of(intake))
                .then(Mono.defer(() -> places.move(place, State.WAITING, State.LEFT)))
                .flatMap(waited -> waited ? seats.renounced(intake) : decline(place, intake))
                .then(places.move(place, State.UNCONFIRMED, State.LEFT))
                .then();
    }

    private Mono<Void> decline(UUID place, UUID intake) {
        return places.move(place, State.OFFERED, State.LEFT)
                .filter(declined -> declined)
                .flatMap(_ -> seats.free(List.of(intake)));
    }

    private record Standing(UUID id, UUID intake) {}
}
