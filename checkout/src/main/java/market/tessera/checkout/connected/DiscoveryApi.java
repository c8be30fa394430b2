package market.tessera.checkout.connected;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an application reads first: where it registers, asks and gets tokens (Open Badges 3.0, section 7, service description document). */
@RestController
class DiscoveryApi {
    private static final String BASE = "/ims/ob/v3p0";

    private final MessageSource words;
    private final String origin;

    DiscoveryApi(MessageSource words, @Value("${tessera.public-url}") String origin) {
        this.words = words;
        this.origin = origin;
    }

    @GetMapping(path = BASE + "/discovery", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, ?>> describe() {
        var scopes = Arrays.stream(AppScope.values())
                .collect(Collectors.toMap(
                        AppScope::uri,
                        scope -> words.getMessage("consent.scope." + scope.key(), null, Locale.ENGLISH)));
        var flow = Map.of(
                "authorizationUrl", origin + "/learning/applications/authorize",
                "tokenUrl", origin + BASE + "/oauth/token",
                "refreshUrl", origin + BASE + "/oauth/token",
                "scopes", scopes);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header("Access-Control-Allow-Origin", "*")
                .body(Map.of(
                        "openapi", "3.0.1",
                        "info",
                                Map.of(
                                        "title",
                                        "Tessera",
                                        "version",
                                        "3.0",
                                        "termsOfService",
                                        origin + "/about/privacy",
                                        "x-imssf-privacyPolicyUrl",
                                        origin + "/about/privacy"),
                        "components",
                                Map.of(
                                        "securitySchemes",
                                        Map.of(
                                                "OAuth2ACG",
                                                Map.of(
                                                        "type",
                                                        "oauth2",
                                                        "description",
                                                        "OAuth 2.0 authorization code with PKCE (S256)",
                                                        "x-imssf-registrationUrl",
                                                        origin + BASE + "/oauth/register",
                                                        "x-imssf-revocationUrl",
                                                        origin + BASE + "/oauth/revoke",
                                                        "flows",
                                                        Map.of("authorizationCode", flow))))));
    }
}
