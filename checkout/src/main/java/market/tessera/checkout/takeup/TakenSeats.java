package market.tessera.checkout.takeup;

import java.time.Clock;
import java.util.UUID;
import market.tessera.checkout.takeup.SeatCodes.SeatCode;
import market.tessera.checkout.takeup.TakeUp.Taker;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Bought places as they become somebody's. Each statement takes one place or none. */
@Repository
class TakenSeats {
    private static final String TAKE = """
            update organisation_seat s set state = 'TAKEN', learner = :learner, name = :name, shared = :shared, taken_at = :now, %s
            from order_line l where l.id = s.line and %s
            returning s.line, s.intake, l.order_id
            """;

    private final DatabaseClient database;
    private final Clock clock;

    TakenSeats(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Seat(UUID line, UUID intake, UUID orderId) {}

    Mono<Seat> takeInvited(UUID invitation, Taker taker) {
        return one(
                taking(TAKE.formatted("email = s.email", "s.invitation = :invitation and s.state = 'INVITED'"), taker)
                        .bind("invitation", invitation));
    }

    /** What somebody who brings a code was invited to by mail. */
    Mono<Seat> takeInvited(SeatCode code, Taker taker) {
        return one(taking(
                        TAKE.formatted(
                                "email = s.email",
                                "s.organisation = :organisation and s.intake = :intake and s.state = 'INVITED' and s.email = lower(:email)"),
                        taker)
                .bind("email", taker.person().email())
                .bind("organisation", code.organisation())
                .bind("intake", code.intake()));
    }

    Mono<Seat> takeFree(SeatCode code, Taker taker) {
        return one(taking(TAKE.formatted("email = lower(:email), code = :code", """
                        s.line = (select line from organisation_seat where organisation = :organisation and intake = :intake
                          and state = 'FREE' order by line limit 1 for update skip locked)
                        """), taker)
                .bind("email", taker.person().email())
                .bind("code", code.id())
                .bind("organisation", code.organisation())
                .bind("intake", code.intake()));
    }

    private GenericExecuteSpec taking(String sql, Taker taker) {
        return database.sql(sql)
                .bind("learner", taker.person().id())
                .bind("name", taker.person().name())
                .bind("shared", taker.shares())
                .bind("now", clock.instant());
    }

    private static Mono<Seat> one(GenericExecuteSpec statement) {
        return statement.mapProperties(Seat.class).one();
    }
}
