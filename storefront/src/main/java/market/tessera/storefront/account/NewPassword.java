package market.tessera.storefront.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Judges a password that somebody wants to have, in words. */
@Component
public class NewPassword {
    private final PasswordRules rules;
    private final AccountWords words;

    NewPassword(PasswordRules rules, AccountWords words) {
        this.rules = rules;
        this.words = words;
    }

    /**
     * What has to change about it; empty if nothing.
     *
     * @param about the person: name, address
     */
    public Optional<String> complaint(String password, Locale locale, List<String> about) {
        return rules.weaknessOf(password, about)
                .map(weakness -> words.say(locale, "password." + weakness.name().toLowerCase(Locale.ROOT)));
    }
}
