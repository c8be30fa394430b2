package market.tessera.storefront.facts;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Gives the words for a reader. */
@Component
public final class Wording {
    private final MessageSource messages;

    Wording(MessageSource messages) {
        this.messages = messages;
    }

    public Words in(Locale locale) {
        return new Words(messages, locale);
    }
}
