package market.tessera.platform.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Limits how often something happens, by the generic cell rate algorithm: one row and one conditional statement per subject, which many
 * instances may run at once, in the table {@code throttle} of the application. Subjects are kept as hashes, for people type other things than e-mail addresses into those fields.
 */
public final class Throttle {
    private static final Duration HOUR = Duration.ofHours(1);

    private final DatabaseClient database;
    private final Clock clock;

    Throttle(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes one of the hour's places.
     *
     * @param what is limited, such as {@code sign-in:account}
     * @return false if there is none left, and then nothing is taken
     */
    public Mono<Boolean> take(String what, String subject, int perHour) {
        var now = clock.instant();
        var each = HOUR.dividedBy(perHour);
        return database.sql("""
                        insert into throttle as known (key, busy_until) values (:key, :busy)
                        on conflict (key) do update
                        set busy_until = greatest(known.busy_until, :now) + :each * interval '1 millisecond'
                        where known.busy_until <= :latest
                        """)
                .bind("key", key(what, subject))
                .bind("busy", now.plus(each))
                .bind("now", now)
                .bind("each", each.toMillis())
                .bind("latest", now.plus(HOUR).minus(each))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Gives all places of a subject back. */
    public Mono<Void> forget(String what, String subject) {
        return database.sql("delete from throttle where key = :key")
                .bind("key", key(what, subject))
                .then();
    }

    /** How long to wait until a place is free at the latest. */
    public static Duration pause(int perHour) {
        return HOUR.dividedBy(perHour);
    }

    private static String key(String what, String subject) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return what + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
