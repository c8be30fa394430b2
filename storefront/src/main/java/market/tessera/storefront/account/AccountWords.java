package market.tessera.storefront.account;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of the account's pages and letters. */
@Component
public class AccountWords {
    private final MessageSource messages;

    AccountWords(MessageSource messages) {
        this.messages = messages;
    }

    public String say(Locale locale, String key, Object... values) {
        return messages.getMessage("account." + key, values, locale);
    }

    /** The texts {@code key.1}, {@code key.2} and so on. */
    public List<String> paragraphs(Locale locale, String key, Object... values) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> messages.getMessage("account." + key + "." + number, values, null, locale))
                .takeWhile(text -> text != null)
                .toList();
    }
}
