package market.tessera.platform.mail;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thymeleaf.ITemplateEngine;

/** Gives letters their form: the house's HTML, and the same words as plain text. */
final class LetterForm {
    private final LetterHtml html;

    LetterForm(ITemplateEngine templates) {
        this.html = new LetterHtml(templates);
    }

    Mail write(Letter letter) {
        return new Mail(letter.to(), letter.subject(), text(letter), html.write(letter), letter.key());
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
