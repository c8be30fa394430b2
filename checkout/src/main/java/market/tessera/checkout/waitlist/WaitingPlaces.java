package market.tessera.checkout.waitlist;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.offer.OfferRows;
import market.tessera.checkout.waitlist.WaitingPlace.State;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Everybody who stands or stood in line. */
@Repository
public class WaitingPlaces {
    private static final String SELECT = """
            select w.id as place, w.state, w.learner, w.name as who, w.email, w.locale, w.offered_until,
              (select count(*)::int from waiting_place o where o.intake = w.intake and o.state = 'WAITING' and w.state = 'WAITING'
                and o.turn <= w.turn) as position, %s
            from waiting_place w join (%s) on i.id = w.intake
            """.formatted(OfferRows.COLUMNS, OfferRows.TABLES);

    private final DatabaseClient database;
    private final Clock clock;

    WaitingPlaces(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Mono<WaitingPlace> find(UUID place) {
        return database.sql(SELECT + "where w.id = :place")
                .bind("place", place)
                .map(WaitingPlaces::read)
                .one();
    }

    /** What a learner's page shows: where they stand, and what has lapsed within the last two weeks. */
    public Flux<WaitingPlace> ofLearner(UUID learner) {
        return database.sql(SELECT + """
                        where w.learner = :learner and (w.state in ('WAITING', 'OFFERED')
                          or (w.state = 'LAPSED' and w.changed_at > cast(:now as timestamptz) - interval '14 days'))
                        order by w.offered_until nulls last, w.turn limit 100
                        """)
                .bind("learner", learner)
                .bind("now", now())
                .map(WaitingPlaces::read)
                .all();
    }

    /** Whether a seat of that intake is held for it now. */
    public Mono<Boolean> isOffered(UUID place, UUID intake) {
        return database.sql("""
                        select exists (select from waiting_place
                          where id = :place and intake = :intake and state = 'OFFERED' and offered_until > :now)
                        """)
                .bind("place", place)
                .bind("intake", intake)
                .bind("now", now())
                .mapValue(Boolean.class)
                .one();
    }

    /** The one who stands in line for an intake with that address. */
    Mono<WaitingPlace> standing(UUID intake, String email) {
        return database.sql(
                        SELECT
                                + "where w.intake = :intake and w.email = :email and w.state in ('UNCONFIRMED', 'WAITING', 'OFFERED', 'ORDERED')")
                .bind("intake", intake)
                .bind("email", email)
                .map(WaitingPlaces::read)
                .one();
    }

    /** False if someone stands there with that address already. */
    Mono<Boolean> insert(UUID id, JoinRequest request, State state) {
        var insert = database.sql("""
                        insert into waiting_place (id, intake, state, learner, name, email, locale, turn, requested_at, changed_at)
                        values (:id, :intake, :state, :learner, :name, :email, :locale,
                          case when :state = 'WAITING' then nextval('waiting_turn') end, :now, :now)
                        on conflict do nothing
                        """)
                .bind("id", id)
                .bind("intake", request.intake())
                .bind("state", state.name())
                .bind("name", request.name())
                .bind("email", request.email())
                .bind("locale", request.locale().toLanguageTag())
                .bind("now", now());
        var learner = request.learner();
        return changed(learner == null ? insert.bindNull("learner", UUID.class) : insert.bind("learner", learner));
    }

    /** The address is proven: now it stands in line. */
    Mono<Boolean> confirm(UUID place) {
        return changed(database.sql("""
                        update waiting_place set state = 'WAITING', turn = nextval('waiting_turn'), changed_at = :now
                        where id = :place and state = 'UNCONFIRMED'
                        """).bind("place", place).bind("now", now()));
    }

    /** A guest's place is the account's that has the same, proven, address. */
    Mono<Boolean> adopt(UUID place, UUID learner) {
        return changed(database.sql("update waiting_place set learner = :learner where id = :place and learner is null")
                .bind("learner", learner)
                .bind("place", place));
    }

    /** False if it is not in that state any more. */
    Mono<Boolean> move(UUID place, State from, State to) {
        return changed(database.sql(
                        "update waiting_place set state = :to, changed_at = :now where id = :place and state = :from")
                .bind("to", to.name())
                .bind("now", now())
                .bind("place", place)
                .bind("from", from.name()));
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private Instant now() {
        return clock.instant();
    }

    private static WaitingPlace read(Readable row) {
        return new WaitingPlace(
                required(row, "place", UUID.class),
                State.valueOf(required(row, "state", String.class)),
                row.get("learner", UUID.class),
                required(row, "who", String.class),
                required(row, "email", String.class),
                Locale.forLanguageTag(required(row, "locale", String.class)),
                required(row, "position", Integer.class),
                row.get("offered_until", Instant.class),
                OfferRows.read(row));
    }
}
