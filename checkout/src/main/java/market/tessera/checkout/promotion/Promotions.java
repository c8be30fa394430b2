package market.tessera.checkout.promotion;

import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Uses of codes, counted by the database: a code is taken by an order when it is placed, and given back when the order ends unpaid. */
@Repository
public class Promotions {
    private final DatabaseClient database;
    private final Clock clock;

    Promotions(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** By what someone has typed. */
    public Mono<UUID> find(String code) {
        return database.sql("select id from promotion where code = :code")
                .bind("code", code.strip().toUpperCase(Locale.ROOT))
                .mapValue(UUID.class)
                .one();
    }

    /** False if it is over, used up, or was used by that person as often as it can be; then nothing has changed. */
    public Mono<Boolean> take(UUID promotion, UUID order, String email) {
        return database.sql("""
                        select id from promotion
                        where id = :promotion and ended_at is null and (starts_at is null or starts_at <= :now) and (ends_at is null or ends_at > :now)
                        for update
                        """)
                .bind("promotion", promotion)
                .bind("now", clock.instant())
                .mapValue(UUID.class)
                .one()
                .flatMap(locked -> use(locked, order, email))
                .defaultIfEmpty(false);
    }

    /** The same for an order that had given it back and is paid after all: it was placed in time, so only the limits count. */
    public Mono<Boolean> retake(String code, UUID order, String email) {
        return database.sql("select id from promotion where code = :code for update")
                .bind("code", code)
                .mapValue(UUID.class)
                .one()
                .flatMap(locked -> use(locked, order, email))
                .defaultIfEmpty(false);
    }

    /** Gives back what an order that has ended had taken. */
    public Mono<Void> free(UUID order) {
        return database.sql("""
                        with given as (delete from promotion_use where order_id = :order returning promotion)
                        update promotion set taken = taken - 1 from given where id = given.promotion
                        """).bind("order", order).then();
    }

    /** The code is locked, so that this sees every other use of it. */
    private Mono<Boolean> use(UUID promotion, UUID order, String email) {
        return database.sql("""
                        with counted as (
                          update promotion set taken = taken + 1
                          where id = :promotion and (total_limit is null or taken < total_limit)
                            and (person_limit is null or person_limit > (
                              select count(*) from promotion_use u where u.promotion = :promotion and u.email = lower(:email)))
                          returning id)
                        insert into promotion_use (order_id, promotion, email) select :order, id, lower(:email) from counted
                        """)
                .bind("order", order)
                .bind("email", email)
                .bind("promotion", promotion)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }
}
