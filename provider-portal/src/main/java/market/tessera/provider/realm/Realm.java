package market.tessera.provider.realm;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.mail.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * An institution's sign-in service, and for whose addresses it speaks.
 *
 * @param slug of the institution
 * @param name of the institution
 * @param verified whether the operator holds the institution to be who it says; without that nobody comes in by its service
 * @param domain of mail that the institution has proven to be its own; null if it has proven none, and then it can set up nothing
 * @param settings null as long as nothing is set up
 */
public record Realm(
        UUID provider,
        String slug,
        String name,
        boolean verified,
        @Nullable String domain,
        @Nullable Settings settings) {

    /** Whether people with addresses of the domain come in by it. */
    public enum Rule {
        OFF,
        OPTIONAL,
        /** By it alone, but for the administrators, who have to get in when it is broken. */
        REQUIRED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Rule of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param triedAt when somebody last came through it with these settings; null if nobody has
     * @param trial why the last trial failed, the last part of the key of its words
     */
    public record Settings(
            String issuer,
            String clientId,
            Rule rule,
            @Nullable Instant triedAt,
            @Nullable String trial) {}

    public boolean mayBeSetUp() {
        return verified && domain != null;
    }

    /** Whether it lets people in. */
    public boolean isOpen() {
        return mayBeSetUp() && rule() != Rule.OFF;
    }

    public Rule rule() {
        return settings == null ? Rule.OFF : settings.rule();
    }

    /** Whether its word about the address counts. */
    public boolean speaksFor(EmailAddress address) {
        return domain != null
                && (address.domain().equals(domain) || address.domain().endsWith("." + domain));
    }
}
