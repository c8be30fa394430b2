package market.tessera.platform.mail;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Gives letters their form: the house's HTML, and the same words as plain text. */
final class LetterForm {
    private static final String TEMPLATE = "tessera/letter";

    private final ITemplateEngine templates;

    LetterForm(ITemplateEngine templates) {
        this.templates = templates;
    }

    Mail write(Letter letter) {
        return new Mail(letter.to(), letter.subject(), text(letter), html(letter), letter.key());
    }

    private String html(Letter letter) {
        var context = new Context(letter.locale());
        context.setVariable("letter", letter);
        return Objects.requireNonNull(templates.process(TEMPLATE, context));
    }

    private static String text(Letter letter) {
        var rows = letter.rows().stream()
                .map(row -> row.label() + ": " + row.value())
                .collect(Collectors.joining("\n"));
        var action = letter.action();
        var link = action == null ? "" : action.label() + ":\n" + action.target();
        return Stream.of(letter.paragraphs().stream(), Stream.of(rows, link), letter.closing().stream())
                .flatMap(parts -> parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }
}
