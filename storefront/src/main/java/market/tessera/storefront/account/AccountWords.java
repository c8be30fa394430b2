package market.tessera.storefront.account;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of the account's pages. */
@Component
public class AccountWords {
    private final MessageSource messages;

    AccountWords(MessageSource messages) {
        this.messages = messages;
    }

    public String say(Locale locale, String key, Object... values) {
        return messages.getMessage("account." + key, values, locale);
    }
}
