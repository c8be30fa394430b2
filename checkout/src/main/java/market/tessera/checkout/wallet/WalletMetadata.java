package market.tessera.checkout.wallet;

import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What wallets read before anything else: OpenID4VCI 1.0, section 12.2, and RFC 8414. */
@RestController
class WalletMetadata {
    static final String GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
    private static final List<String> TYPES = List.of("VerifiableCredential", "OpenBadgeCredential");
    private static final List<String> CONTEXTS = List.of(
            "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");

    private final String origin;

    WalletMetadata(@Value("${tessera.public-url}") String origin) {
        this.origin = origin;
    }

    @GetMapping("/.well-known/openid-credential-issuer")
    ResponseEntity<Map<String, ?>> issuer() {
        return published(Map.of(
                "credential_issuer",
                origin,
                "credential_endpoint",
                origin + "/badges/wallet/credential",
                "nonce_endpoint",
                origin + "/badges/wallet/nonce",
                "display",
                List.of(Map.of("name", "Tessera", "locale", "en")),
                "credential_configurations_supported",
                Map.of(
                        Form.LDP_VC.id(),
                        configuration(Form.LDP_VC, Map.of("@context", CONTEXTS, "type", TYPES)),
                        Form.JWT_VC_JSON.id(),
                        configuration(Form.JWT_VC_JSON, Map.of("type", TYPES)))));
    }

    @GetMapping("/.well-known/oauth-authorization-server")
    ResponseEntity<Map<String, ?>> authorizationServer() {
        return published(Map.of(
                "issuer",
                origin,
                "token_endpoint",
                origin + "/badges/wallet/token",
                "grant_types_supported",
                List.of(GRANT),
                "token_endpoint_auth_methods_supported",
                List.of("none"),
                "response_types_supported",
                List.of(),
                "pre-authorized_grant_anonymous_access_supported",
                true));
    }

    private static Map<String, ?> configuration(Form form, Map<String, ?> definition) {
        return Map.of(
                "format", form.format(),
                "cryptographic_binding_methods_supported", List.of("jwk", "did:jwk", "did:key"),
                "credential_signing_alg_values_supported", List.of(form.signed()),
                "proof_types_supported",
                        Map.of(
                                "jwt",
                                Map.of(
                                        "proof_signing_alg_values_supported",
                                        Holder.ALGORITHMS.stream().sorted().toList())),
                "credential_definition", definition,
                "credential_metadata", Map.of("display", List.of(Map.of("name", "Open Badge", "locale", "en"))));
    }

    /** Wallets run in browsers too. */
    private static ResponseEntity<Map<String, ?>> published(Map<String, ?> document) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache())
                .header("Access-Control-Allow-Origin", "*")
                .body(document);
    }
}
