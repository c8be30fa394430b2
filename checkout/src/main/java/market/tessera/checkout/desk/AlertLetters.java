package market.tessera.checkout.desk;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.mail.Letter.Row;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the operator is told by mail. */
@Component
class AlertLetters {
    private static final int MOST_LISTED = 20;
    private static final Locale LOCALE = Locale.ENGLISH;

    private final MessageSource messages;
    private final String site;

    AlertLetters(MessageSource messages, @Value("${tessera.public-url}") String site) {
        this.messages = messages;
        this.site = site;
    }

    /** @param numbers of the orders */
    Letter stuck(Trouble trouble, List<String> numbers, String to) {
        var list = word("desk.list." + trouble.key());
        return new Letter(
                "alert-" + UUID.randomUUID(),
                to,
                LOCALE,
                word("desk.alert.subject", numbers.size(), list),
                List.of(word("desk.list." + trouble.key() + ".text")),
                numbers.stream()
                        .limit(MOST_LISTED)
                        .map(number -> new Row(list, number))
                        .toList(),
                new Action(word("desk.alert.action"), URI.create(site + "/checkout/desk?list=" + trouble.key())),
                List.of(word("desk.alert.once")));
    }

    private String word(String key, Object... values) {
        return messages.getMessage(key, values, LOCALE);
    }
}
