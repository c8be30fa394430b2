package market.tessera.provider.singlesignon;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import market.tessera.provider.realm.Realm;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to set a sign-in service up.
 *
 * @param secret empty to keep the one before
 */
record SettingsForm(
        @Nullable String issuer,
        @Nullable String clientId,
        @Nullable String secret) {
    private static final int LONGEST = 1_000;

    static SettingsForm of(Realm realm) {
        var settings = realm.settings();
        return settings == null
                ? new SettingsForm(null, null, null)
                : new SettingsForm(settings.issuer(), settings.clientId(), null);
    }

    static String text(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "").strip();
    }

    /** Names of the fields that cannot be taken as they are. A secret is never shown again, so it is not carried back to the page. */
    List<String> mistakes(Realm realm) {
        var mistakes = new ArrayList<String>();
        if (!fits(text(clientId))) {
            mistakes.add("clientId");
        }
        if (text(secret).isEmpty() ? realm.settings() == null : !fits(text(secret))) {
            mistakes.add("secret");
        }
        return mistakes;
    }

    private static boolean fits(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }
}
