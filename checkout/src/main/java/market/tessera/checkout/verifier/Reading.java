package market.tessera.checkout.verifier;

import java.util.Optional;
import market.tessera.checkout.credential.CredentialToken;
import tools.jackson.databind.node.ObjectNode;

/** What was made of what somebody handed in. */
sealed interface Reading {
    /**
     * @param token if it came as JWT
     * @param presented whether it came inside a wallet's presentation
     */
    record Found(ObjectNode credential, Optional<CredentialToken> token, boolean presented) implements Reading {
        Found(ObjectNode credential, Optional<CredentialToken> token) {
            this(credential, token, false);
        }

        Found asPresented() {
            return new Found(credential, token, true);
        }
    }

    record Unreadable(Problem problem) implements Reading {}

    /** Why there is nothing to verify. */
    enum Problem {
        NOTHING,
        TOO_LARGE,
        NO_BADGE,
        SEVERAL,
        PLAIN_IMAGE,
        WEB_PAGE,
        OLD_BADGE,
        ADDRESS,
        NOT_PUBLIC,
        SILENT,
        MISSING,
        BUSY,
        TOO_MANY;

        String key() {
            return "verify.problem." + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
