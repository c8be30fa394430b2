package market.tessera.checkout.waitlist;

import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;

/** Seats that are held for people in line, and become an order's. To be called with the intakes locked. */
@Service
public class HeldSeat {
    private final DatabaseClient database;
    private final Clock clock;

    HeldSeat(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes the seats that are held for these places an order's; emits the places for which one was held. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Flux<UUID> redeem(Collection<UUID> places) {
        return change(
                "update waiting_place set state = 'ORDERED', changed_at = :now where id = any(:places) and state = 'OFFERED' and offered_until > :now returning id",
                places);
    }

    /**
     * The order has ended without having been paid. Emits the places for which the seat is held again, because the time of the offer is not over;
     * the other offers have lapsed, and their seats have to be freed.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Flux<UUID> holdAgain(Collection<UUID> places) {
        return change("""
                with ended as (
                  update waiting_place set state = case when offered_until > :now then 'OFFERED' else 'LAPSED' end, changed_at = :now
                  where id = any(:places) and state = 'ORDERED' returning id, state)
                select id from ended where state = 'OFFERED'
                """, places);
    }

    private Flux<UUID> change(String sql, Collection<UUID> places) {
        return places.isEmpty()
                ? Flux.empty()
                : database.sql(sql)
                        .bind("now", clock.instant())
                        .bind("places", places.toArray(UUID[]::new))
                        .mapValue(UUID.class)
                        .all();
    }
}
