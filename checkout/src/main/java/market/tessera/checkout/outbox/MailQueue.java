package market.tessera.checkout.outbox;

import java.time.Clock;
import market.tessera.platform.mail.Mail;
import market.tessera.platform.mail.Postman;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hands due mail to the postman. A mail is leased before it is sent, so that two running instances do not both send it; what cannot be
 * delivered is tried again with growing pauses, for about three days.
 */
@Repository
class MailQueue {
    private static final Logger LOG = LoggerFactory.getLogger(MailQueue.class);
    private static final int BATCH = 20;
    private static final int MOST_ATTEMPTS = 20;

    private final DatabaseClient database;
    private final Postman postman;
    private final Clock clock;

    MailQueue(DatabaseClient database, Postman postman, Clock clock) {
        this.database = database;
        this.postman = postman;
        this.clock = clock;
    }

    /** Sends what is due; emits how many mails were tried. */
    Mono<Long> deliverDue() {
        return lease().flatMap(this::deliver, 4).count();
    }

    private Flux<Due> lease() {
        return database.sql("""
                        update outbox_mail set attempts = attempts + 1,
                          due_at = case when attempts + 1 < :most
                            then cast(:now as timestamptz) + least(interval '30 seconds' * power(2, attempts), interval '6 hours') end
                        where key in (select key from outbox_mail where due_at <= :now order by due_at limit :batch for update skip locked)
                        returning key, recipient, subject, text, html, attempts
                        """)
                .bind("most", MOST_ATTEMPTS)
                .bind("now", clock.instant())
                .bind("batch", BATCH)
                .mapProperties(Due.class)
                .all();
    }

    private Mono<Due> deliver(Due due) {
        return postman.deliver(due.mail())
                .then(Mono.defer(() -> sent(due)))
                .onErrorResume(MailException.class, failure -> failed(due, failure))
                .thenReturn(due);
    }

    private Mono<Void> sent(Due due) {
        return database.sql("update outbox_mail set sent_at = :now, due_at = null, failure = null where key = :key")
                .bind("now", clock.instant())
                .bind("key", due.key())
                .then();
    }

    private Mono<Void> failed(Due due, MailException failure) {
        if (due.attempts() == MOST_ATTEMPTS) {
            LOG.error("Mail {} is given up after {} attempts: {}", due.key(), due.attempts(), failure.getMessage());
        }
        return database.sql("update outbox_mail set failure = :failure where key = :key")
                .bind("failure", String.valueOf(failure.getMessage()))
                .bind("key", due.key())
                .then();
    }

    private record Due(String key, String recipient, String subject, String text, String html, int attempts) {
        Mail mail() {
            return new Mail(recipient, subject, text, html, key);
        }
    }
}
