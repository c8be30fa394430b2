package market.tessera.checkout.lti;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Remembers values that may be used only once, for as long as they could be used again. */
@Repository
public class SingleUse {
    /** What a value was good for. */
    public enum Purpose {
        NONCE,
        ASSERTION
    }

    private final DatabaseClient database;

    SingleUse(DatabaseClient database) {
        this.database = database;
    }

    /** Uses the value up; false if that has happened before. */
    public Mono<Boolean> use(String clientId, Purpose purpose, String value, Instant until) {
        return database.sql("""
                        insert into lti_used (client_id, purpose, value, expires_at) values (:client, :purpose, :value, :until)
                        on conflict do nothing
                        """)
                .bind("client", clientId)
                .bind("purpose", purpose.name())
                .bind("value", value)
                .bind("until", until)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    public Mono<Long> forgetExpired(Instant now) {
        return database.sql("delete from lti_used where expires_at < :now")
                .bind("now", now)
                .fetch()
                .rowsUpdated();
    }
}
