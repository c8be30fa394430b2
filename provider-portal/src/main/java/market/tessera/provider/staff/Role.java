package market.tessera.provider.staff;

import java.util.Locale;
import java.util.UUID;

/** What a person may do for one provider; somebody may have several roles, and others at another provider. */
public enum Role {
    /** Writes offerings and proposes them. */
    AUTHOR,
    /** Decides on proposals. */
    REVIEWER,
    /** Decides on proposals, publishes and retires. */
    APPROVER,
    /** Sees enrollments and what they earn. */
    FINANCE,
    /** Writes, publishes and sees everything of the provider, but decides on no proposal. */
    ADMINISTRATOR,
    /** Sees offerings and comments on them; decides where a review asks for a role that the provider has named itself. */
    MEMBER;

    /** As it is stored and shown in addresses. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** As a session carries it. */
    String grant(UUID provider) {
        return provider + ":" + key();
    }
}
