package market.tessera.checkout.connected;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import market.tessera.checkout.connected.AppGrants.Grant;
import market.tessera.platform.identity.Token;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets an application do what its learner has allowed it; refuses in the form that Open Badges 3.0 prescribes (Imsx_StatusInfo). */
@Component
class Bearers {
    private static final String BEARER = "Bearer ";

    private final AppGrants grants;

    Bearers(AppGrants grants) {
        this.grants = grants;
    }

    Mono<ResponseEntity<?>> allow(
            String authorization, AppScope needed, Function<Grant, Mono<ResponseEntity<?>>> action) {
        return Mono.just(authorization)
                .filter(header -> header.startsWith(BEARER))
                .flatMap(header -> grants.granted(new Token(header.substring(BEARER.length()))))
                .flatMap(grant -> grant.scopes().contains(needed)
                        ? action.apply(grant)
                        : Mono.just(refused(HttpStatus.FORBIDDEN, "forbidden", "The learner has not allowed this.")))
                .switchIfEmpty(Mono.fromSupplier(
                        () -> refused(HttpStatus.UNAUTHORIZED, "unauthorisedrequest", "No token that is in force.")));
    }

    /** @param minor one of the specification's CodeMinor values */
    static ResponseEntity<?> refused(HttpStatus status, String minor, String description) {
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        return (status == HttpStatus.UNAUTHORIZED
                        ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                        : answer)
                .body(Map.of(
                        "imsx_codeMajor",
                        "failure",
                        "imsx_severity",
                        "error",
                        "imsx_description",
                        description,
                        "imsx_codeMinor",
                        Map.of(
                                "imsx_codeMinorField",
                                List.of(Map.of(
                                        "imsx_codeMinorFieldName",
                                        "TargetEndSystem",
                                        "imsx_codeMinorFieldValue",
                                        minor)))));
    }
}
