package market.tessera.checkout.launch;

import java.net.URI;
import java.util.Locale;
import market.tessera.checkout.lti.LtiTool;

/** What the authorization endpoint makes of a tool's request. */
sealed interface Authorization {
    /** The browser posts the token to the tool. */
    record Granted(LtiTool tool, URI redirectUri, String idToken, String state, String course)
            implements Authorization {}

    /** Nothing is sent to anyone: the browser shows why. */
    record Refused(Reason reason) implements Authorization {}

    /** Why a launch goes no further. */
    enum Reason {
        UNKNOWN_TOOL,
        WRONG_REDIRECT,
        MALFORMED,
        EXPIRED,
        OTHER_SESSION,
        REPLAYED;

        /** The last part of the key of its words. */
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
