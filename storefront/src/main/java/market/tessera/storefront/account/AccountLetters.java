package market.tessera.storefront.account;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.mail.Letter;
import market.tessera.platform.mail.Letter.Action;
import market.tessera.platform.mail.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes to learners about their accounts. The words of a letter are {@code account.letter.<kind>.*}. */
@Component
public class AccountLetters {
    private final Outbox outbox;
    private final AccountWords words;
    private final URI site;

    AccountLetters(Outbox outbox, AccountWords words, @Value("${tessera.public-url}") URI site) {
        this.outbox = outbox;
        this.words = words;
        this.site = site;
    }

    /** What a letter is about. */
    public enum Kind {
        CONFIRM,
        ALREADY_REGISTERED,
        RESET,
        NO_ACCOUNT,
        PASSWORD_CHANGED,
        CHANGE_EMAIL,
        EMAIL_TAKEN,
        EMAIL_CHANGED,
        CLOSED;

        private String key() {
            return "letter." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param path of the page that the letter's button opens, or null if there is nothing to do
     * @param values of the letter's words, {@code {0}} and on
     */
    public Mono<Void> send(Kind kind, String to, Locale locale, @Nullable String path, Object... values) {
        return outbox.put(new Letter(
                "account-" + UUID.randomUUID(),
                to,
                locale,
                words.say(locale, kind.key() + ".subject", values),
                words.paragraphs(locale, kind.key() + ".text", values),
                List.of(),
                path == null ? null : new Action(words.say(locale, kind.key() + ".action"), site.resolve(path)),
                words.paragraphs(locale, kind.key() + ".closing", values)));
    }
}
