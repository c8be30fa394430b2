package market.tessera.checkout.outbox;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says, before it has a form.
 *
 * @param key one mail per key is ever sent
 * @param paragraphs what is said before the rows
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
}
