package market.tessera.storefront.account;

import java.util.Locale;
import market.tessera.platform.mail.Letters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes to learners about their accounts. The words of a letter are {@code account.letter.<kind>.*}. */
@Component
public class AccountLetters {
    private final Letters letters;

    AccountLetters(Letters letters) {
        this.letters = letters;
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
            return "account.letter." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param path of the page that the letter's button opens, or null if there is nothing to do
     * @param values of the letter's words, {@code {0}} and on
     */
    public Mono<Void> send(Kind kind, String to, Locale locale, @Nullable String path, Object... values) {
        return letters.send(kind.key(), to, locale, path, values);
    }
}
