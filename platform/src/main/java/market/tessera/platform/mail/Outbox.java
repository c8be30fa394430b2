package market.tessera.platform.mail;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Where a use case leaves mail in the transaction that makes its change: both happen or neither, and no transaction waits for a mail server.
 * A key that was used before is ignored, however long ago.
 */
public final class Outbox {
    private final DatabaseClient database;
    private final LetterForm form;

    Outbox(DatabaseClient database, LetterForm form) {
        this.database = database;
        this.form = form;
    }

    public Mono<Void> put(Letter letter) {
        return Mono.fromCallable(() -> form.write(letter)).flatMap(this::insert);
    }

    private Mono<Void> insert(Mail mail) {
        return database.sql("""
                        insert into outbox_mail (key, recipient, subject, text, html)
                        values (:key, :to, :subject, :text, :html)
                        on conflict (key) do nothing
                        """)
                .bind("key", mail.key())
                .bind("to", mail.to())
                .bind("subject", mail.subject())
                .bind("text", mail.text())
                .bind("html", mail.html())
                .then();
    }
}
