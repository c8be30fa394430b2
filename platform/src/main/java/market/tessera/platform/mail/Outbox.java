package market.tessera.platform.mail;

import java.util.Collection;
import java.util.List;
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
        return put(List.of(letter));
    }

    /** All with one statement. */
    public Mono<Void> put(List<Letter> letters) {
        return Mono.fromCallable(() -> letters.stream().map(this::write).toList())
                .flatMap(this::putWritten);
    }

    /** Gives a letter the form in which it is sent, for a use case that does so before its transaction begins. */
    public Mail write(Letter letter) {
        return form.write(letter);
    }

    /** All with one statement. */
    public Mono<Void> putWritten(List<Mail> mails) {
        return mails.isEmpty() ? Mono.empty() : insert(mails);
    }

    /** Those of them that were given up are tried anew, from the first attempt on; emits how many there are. */
    public Mono<Long> again(Collection<String> keys) {
        return database.sql("""
                        update outbox_mail set abandoned_at = null, attempts = 0, due_at = now()
                        where key = any(:keys) and abandoned_at is not null
                        """)
                .bind("keys", keys.toArray(String[]::new))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Void> insert(List<Mail> mails) {
        return database.sql("""
                        insert into outbox_mail (key, recipient, subject, text, html)
                        select * from unnest(:keys::text[], :to::text[], :subjects::text[], :texts::text[], :htmls::text[])
                        on conflict (key) do nothing
                        """)
                .bind("keys", mails.stream().map(Mail::key).toArray(String[]::new))
                .bind("to", mails.stream().map(Mail::to).toArray(String[]::new))
                .bind("subjects", mails.stream().map(Mail::subject).toArray(String[]::new))
                .bind("texts", mails.stream().map(Mail::text).toArray(String[]::new))
                .bind("htmls", mails.stream().map(Mail::html).toArray(String[]::new))
                .then();
    }
}
