package market.tessera.checkout.registration;

import java.util.LinkedHashMap;
import java.util.Map;
import market.tessera.checkout.lti.KeySource.Published;
import market.tessera.checkout.lti.KeySource.Typed;
import market.tessera.checkout.lti.LtiTool;
import market.tessera.checkout.registration.ClientMetadata.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The registration endpoint. */
@RestController
class RegistrationApi {
    private final RegisterTool register;
    private final JsonMapper json;

    RegistrationApi(RegisterTool register, JsonMapper json) {
        this.register = register;
        this.json = json;
    }

    @PostMapping(path = "/lti/register", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> register(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody String body) {
        var token = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : "";
        return Mono.fromCallable(() -> json.readTree(body))
                .flatMap(said -> register.register(token, said)
                        .<ResponseEntity<?>>map(tool -> registered(tool, said))
                        .defaultIfEmpty(refused(
                                HttpStatus.UNAUTHORIZED,
                                "invalid_token",
                                "The invitation is unknown, used or too old")))
                .onErrorResume(
                        Refused.class,
                        refused -> Mono.just(
                                refused(HttpStatus.BAD_REQUEST, refused.error(), String.valueOf(refused.getMessage()))))
                .onErrorResume(
                        JacksonException.class,
                        _ -> Mono.just(refused(HttpStatus.BAD_REQUEST, "invalid_client_metadata", "This is no JSON")));
    }

    /** What the tool said, with what we call it. */
    private static ResponseEntity<Map<String, Object>> registered(LtiTool tool, JsonNode said) {
        var configuration = new LinkedHashMap<String, Object>();
        said.path(PlatformValues.TOOL)
                .properties()
                .forEach(member -> configuration.put(member.getKey(), member.getValue()));
        configuration.put("deployment_id", tool.deploymentId());
        configuration.put("target_link_uri", tool.targetLinkUri().toString());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("client_id", tool.clientId());
        answer.put("application_type", "web");
        answer.put("response_types", java.util.List.of("id_token"));
        answer.put("grant_types", java.util.List.of("implicit", "client_credentials"));
        answer.put("initiate_login_uri", tool.loginUrl().toString());
        answer.put("redirect_uris", tool.redirectUris());
        answer.put("client_name", said.path("client_name").asString(""));
        switch (tool.keys()) {
            case Published(var address) -> answer.put("jwks_uri", address.toString());
            case Typed _ -> answer.put("jwks", said.path("jwks"));
        }
        answer.put("token_endpoint_auth_method", "private_key_jwt");
        answer.put("scope", String.join(" ", PlatformValues.scopes()));
        answer.put(PlatformValues.TOOL, configuration);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    private static ResponseEntity<?> refused(HttpStatus status, String error, String description) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("error", error, "error_description", description));
    }
}
