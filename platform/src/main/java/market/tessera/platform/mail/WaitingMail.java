package market.tessera.platform.mail;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The outbox as its sender sees it. Several instances may take from it at once; none gets what another has. */
final class WaitingMail {
    private final DatabaseClient database;

    WaitingMail(DatabaseClient database) {
        this.database = database;
    }

    /** One message, claimed by this attempt. */
    record Claim(Mail mail, int attempt) {}

    /** Takes what is due. Whoever takes a message has it for {@code lease}; then it is due again, in case the taker died. */
    Mono<List<Claim>> claim(int limit, Duration lease) {
        return database.sql("""
                        update outbox_mail set attempts = attempts + 1, due_at = now() + :lease * interval '1 millisecond'
                        where key in (
                          select key from outbox_mail
                          where sent_at is null and abandoned_at is null and due_at <= now()
                          order by due_at limit :limit for update skip locked)
                        returning key, recipient, subject, text, html, attempts
                        """)
                .bind("lease", lease.toMillis())
                .bind("limit", limit)
                .map(WaitingMail::claim)
                .all()
                .collectList();
    }

    Mono<Void> sent(List<Claim> claims) {
        return claims.isEmpty()
                ? Mono.empty()
                : database.sql("""
                        update outbox_mail
                        set sent_at = now(), failure = null, recipient = null, subject = null, text = null, html = null
                        where key = any(:keys)
                        """)
                        .bind(
                                "keys",
                                claims.stream().map(claim -> claim.mail().key()).toArray(String[]::new))
                        .then();
    }

    Mono<Void> failed(Claim claim, String failure, Duration pause) {
        return database.sql("""
                        update outbox_mail set failure = :failure, due_at = now() + :pause * interval '1 millisecond'
                        where key = :key
                        """)
                .bind("failure", failure)
                .bind("pause", pause.toMillis())
                .bind("key", claim.mail().key())
                .then();
    }

    /** Gives up; the message stays for a person to look at. */
    Mono<Void> abandoned(Claim claim, String failure) {
        return database.sql("update outbox_mail set failure = :failure, abandoned_at = now() where key = :key")
                .bind("failure", failure)
                .bind("key", claim.mail().key())
                .then();
    }

    private static Claim claim(Readable row) {
        var mail = new Mail(
                text(row, "recipient"), text(row, "subject"), text(row, "text"), text(row, "html"), text(row, "key"));
        return new Claim(mail, required(row, "attempts", Integer.class));
    }

    private static String text(Readable row, String column) {
        return required(row, column, String.class);
    }
}
