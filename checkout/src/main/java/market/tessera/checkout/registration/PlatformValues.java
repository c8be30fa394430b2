package market.tessera.checkout.registration;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import market.tessera.checkout.lti.LtiScope;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a tool has to know of this platform: for people to copy, and for programs to read. */
@Component
public class PlatformValues {
    static final String PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration";
    static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";

    private final String origin;

    PlatformValues(@Value("${tessera.public-url}") String origin) {
        this.origin = origin;
    }

    public String issuer() {
        return origin;
    }

    public String authorization() {
        return origin + "/lti/authorize";
    }

    public String token() {
        return origin + "/lti/token";
    }

    public String keys() {
        return origin + "/lti/jwks";
    }

    public String configuration() {
        return origin + "/lti/openid-configuration";
    }

    String registration() {
        return origin + "/lti/register";
    }

    static List<String> scopes() {
        return Stream.concat(Stream.of("openid"), LtiScope.uris().stream()).toList();
    }

    /** The same for programs (OpenID Connect Discovery 1.0 with the claim of LTI Dynamic Registration, section 3.4). */
    @RestController
    static class Document {
        private final PlatformValues values;

        Document(PlatformValues values) {
            this.values = values;
        }

        @GetMapping("/lti/openid-configuration")
        ResponseEntity<Map<String, Object>> read() {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noCache())
                    .body(Map.ofEntries(
                            Map.entry("issuer", values.issuer()),
                            Map.entry("authorization_endpoint", values.authorization()),
                            Map.entry("token_endpoint", values.token()),
                            Map.entry("token_endpoint_auth_methods_supported", List.of("private_key_jwt")),
                            Map.entry("token_endpoint_auth_signing_alg_values_supported", List.of("RS256")),
                            Map.entry("jwks_uri", values.keys()),
                            Map.entry("registration_endpoint", values.registration()),
                            Map.entry("scopes_supported", scopes()),
                            Map.entry("response_types_supported", List.of("id_token")),
                            Map.entry("response_modes_supported", List.of("form_post")),
                            Map.entry("subject_types_supported", List.of("pairwise")),
                            Map.entry("id_token_signing_alg_values_supported", List.of("RS256")),
                            Map.entry(
                                    "claims_supported",
                                    List.of("sub", "iss", "name", "given_name", "family_name", "email", "locale")),
                            Map.entry(PLATFORM, platform())));
        }

        private static Map<String, Object> platform() {
            return Map.of(
                    "product_family_code",
                    "tessera",
                    "version",
                    "1.0",
                    "messages_supported",
                    List.of(Map.of("type", "LtiResourceLinkRequest"), Map.of("type", "LtiDeepLinkingRequest")),
                    "variables",
                    List.of());
        }
    }
}
