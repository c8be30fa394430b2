package market.tessera.platform.mail;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, before it has a form.
 *
 * @param key makes the mail known: a key is sent once, and is the local part of the Message-ID
 * @param paragraphs what is said first
 * @param rows facts or amounts, one a line
 * @param action the one thing to do next
 * @param closing what is said after the action
 */
public record Letter(
        String key,
        String to,
        Locale locale,
        String subject,
        List<String> paragraphs,
        List<Row> rows,
        @Nullable Action action,
        List<String> closing) {

    /** A fact: what, and how much or when. */
    public record Row(String label, String value) {}

    /** A link that is shown as a button. */
    public record Action(String label, URI target) {}

    /** The same once more, under a key of its own. */
    public Letter as(String anotherKey) {
        return new Letter(anotherKey, to, locale, subject, paragraphs, rows, action, closing);
    }

    public Letter {
        paragraphs = List.copyOf(paragraphs);
        rows = List.copyOf(rows);
        closing = List.copyOf(closing);
    }
}
