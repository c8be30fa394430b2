package market.tessera.checkout.organisation;

import java.util.Set;

/** What can just have been done, as keys of the words that say so. */
final class Done {
    private static final Set<String> KEYS = Set.of(
            "founded",
            "invited",
            "taken-back",
            "not-taken-back",
            "reminded",
            "coded",
            "not-coded",
            "code-ended",
            "asked",
            "not-asked",
            "not-asked-too-many",
            "removed");

    private Done() {}

    static boolean known(String key) {
        return KEYS.contains(key);
    }
}
