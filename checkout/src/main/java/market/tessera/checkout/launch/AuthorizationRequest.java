package market.tessera.checkout.launch;

import java.util.UUID;
import market.tessera.checkout.lti.LtiMessage;
import market.tessera.checkout.lti.LtiTool;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What a tool asks of the authorization endpoint; nothing is checked yet. */
record AuthorizationRequest(
        String scope,
        String responseType,
        String responseMode,
        String clientId,
        String redirectUri,
        String state,
        String nonce,
        String loginHint,
        String messageHint) {
    private static final int LONGEST = 2_000;

    static AuthorizationRequest of(MultiValueMap<String, String> parameters) {
        return new AuthorizationRequest(
                text(parameters, "scope"),
                text(parameters, "response_type"),
                text(parameters, "response_mode"),
                text(parameters, "client_id"),
                text(parameters, "redirect_uri"),
                text(parameters, "state"),
                text(parameters, "nonce"),
                text(parameters, "login_hint"),
                text(parameters, "lti_message_hint"));
    }

    /** Whether it asks for what there is: an id token, by form post, with a nonce. */
    boolean isWellFormed() {
        return scope.equals("openid")
                && responseType.equals("id_token")
                && responseMode.equals("form_post")
                && !nonce.isBlank();
    }

    /** Whether the answer would go to an address that the tool has registered. */
    boolean goesWhereItMay(LtiTool tool) {
        return tool.redirectUris().stream().anyMatch(uri -> uri.toString().equals(redirectUri));
    }

    /** As {@link #goesWhereItMay}, or to the very course that the tool has named when it was picked, with its query or without. */
    boolean mayBeAnswered(LtiTool tool, LtiMessage message) {
        var target = message.target().toString();
        return goesWhereItMay(tool) || target.equals(redirectUri) || target.split("\\?", 2)[0].equals(redirectUri);
    }

    /** What the message is known by here; null if it is no id of ours. */
    @Nullable
    UUID hint() {
        try {
            return UUID.fromString(messageHint);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static String text(MultiValueMap<String, String> parameters, String name) {
        var value = parameters.getFirst(name);
        return value == null || value.length() > LONGEST ? "" : value;
    }
}
