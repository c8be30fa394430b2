package market.tessera.checkout.outbox;

import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import reactor.core.publisher.Mono;

/** Takes letters for delivery, in the caller's transaction. */
@Component
public class Outbox {
    private final DatabaseClient database;
    private final ITemplateEngine templates;
    private final Clock clock;

    Outbox(DatabaseClient database, ITemplateEngine templates, Clock clock) {
        this.database = database;
        this.templates = templates;
        this.clock = clock;
    }

    /** A key that was used before is not sent again. */
    public Mono<Void> put(Letter letter) {
        return Mono.defer(() -> database.sql("""
                        insert into outbox_mail (key, recipient, subject, text, html, written_at, due_at)
                        values (:key, :to, :subject, :text, :html, :now, :now) on conflict (key) do nothing
                        """)
                .bind("key", letter.key())
                .bind("to", letter.to())
                .bind("subject", letter.subject())
                .bind("text", text(letter))
                .bind("html", html(letter))
                .bind("now", clock.instant())
                .then());
    }

    private String html(Letter letter) {
        var context = new Context(letter.locale());
        context.setVariable("letter", letter);
        return templates.process("checkout/letter", context);
    }

    private static String text(Letter letter) {
        var rows = letter.rows().stream()
                .map(row -> row.label() + ": " + row.value())
                .collect(Collectors.joining("\n"));
        var action = letter.action();
        var link = action == null ? "" : action.label() + ":\n" + action.target();
        return Stream.of(letter.paragraphs().stream(), Stream.of(rows, link), letter.closing().stream())
                .flatMap(part -> part)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }
}
