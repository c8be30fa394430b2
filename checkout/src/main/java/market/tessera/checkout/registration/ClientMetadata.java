package market.tessera.checkout.registration;

import com.nimbusds.jose.jwk.JWKSet;
import java.math.BigDecimal;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.lti.KeySource;
import market.tessera.checkout.lti.KeySource.Published;
import market.tessera.checkout.lti.KeySource.Typed;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.platform.outbound.Outbound;
import tools.jackson.databind.JsonNode;

/** What a tool says of itself (OpenID Connect Dynamic Client Registration 1.0, LTI Dynamic Registration, section 3.5). */
record ClientMetadata(JsonNode said, Outbound outbound) {
    private static final int MOST_REDIRECTS = 20;
    private static final BigDecimal PASS_MARK = new BigDecimal("0.5");
    private static final String DEPLOYMENT = "1";

    /**
     * The tool as it registers itself.
     *
     * @throws Refused with what is wrong
     */
    LtiTool tool(UUID connection) {
        if (!words("response_types").contains("id_token")
                || !words("grant_types").contains("client_credentials")) {
            throw new Refused("invalid_client_metadata", "response_types and grant_types lack what LTI needs");
        }
        var method = text("token_endpoint_auth_method");
        if (!method.isEmpty() && !method.equals("private_key_jwt")) {
            throw new Refused("invalid_client_metadata", "token_endpoint_auth_method is not private_key_jwt");
        }
        return new LtiTool(
                connection.toString(),
                connection,
                DEPLOYMENT,
                address("initiate_login_uri", text("initiate_login_uri"), "invalid_client_metadata"),
                redirects(),
                keys(),
                address(
                        "target_link_uri",
                        configuration().path("target_link_uri").asString(""),
                        "invalid_client_metadata"),
                PASS_MARK);
    }

    private JsonNode configuration() {
        return said.path(PlatformValues.TOOL);
    }

    private List<URI> redirects() {
        var redirects = words("redirect_uris");
        if (redirects.isEmpty() || redirects.size() > MOST_REDIRECTS) {
            throw new Refused("invalid_redirect_uri", "redirect_uris has none, or too many");
        }
        return redirects.stream()
                .distinct()
                .map(redirect -> address("redirect_uris", redirect, "invalid_redirect_uri"))
                .toList();
    }

    private KeySource keys() {
        if (said.path("jwks").isObject()) {
            try {
                return new Typed(JWKSet.parse(said.path("jwks").toString()).toString(true));
            } catch (ParseException malformed) {
                throw new Refused("invalid_client_metadata", "jwks is no key set", malformed);
            }
        }
        return new Published(address("jwks_uri", text("jwks_uri"), "invalid_client_metadata"));
    }

    private URI address(String member, String value, String error) {
        return outbound.address(value)
                .orElseThrow(() -> new Refused(error, member + " is no address that we may call"));
    }

    private String text(String member) {
        return said.path(member).asString("");
    }

    private List<String> words(String member) {
        return Stream.of(said.path(member))
                .filter(JsonNode::isArray)
                .flatMap(list -> list.valueStream().map(word -> word.asString("")))
                .toList();
    }

    /** The registration cannot be taken. */
    static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final String error;

        Refused(String error, String description) {
            super(description);
            this.error = error;
        }

        Refused(String error, String description, Throwable cause) {
            super(description, cause);
            this.error = error;
        }

        String error() {
            return error;
        }
    }
}
