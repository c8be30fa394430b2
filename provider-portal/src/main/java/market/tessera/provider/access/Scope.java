package market.tessera.provider.access;

import java.util.Locale;
import java.util.Set;

/** What a key may do. */
public enum Scope {
    /** Reads offerings, drafts included. */
    READ,
    /** Writes offerings and proposes them; reads them as well. */
    WRITE,
    /** Decides on proposals, publishes and withdraws; reads offerings as well. Never together with {@link #WRITE}. */
    REVIEW,
    /** Sends catalogue files. */
    IMPORT,
    /** Sees who is enrolled and reports completions. */
    ENROLLMENT,
    /** Changes what the institution says of itself. */
    DETAILS;

    /** As it is stored and shown. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Scope of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** Whether one key may have all of these: nothing decides on what it wrote. */
    public static boolean compatible(Set<Scope> scopes) {
        return !scopes.isEmpty() && !(scopes.contains(WRITE) && scopes.contains(REVIEW));
    }
}
