package market.tessera.checkout.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What a token endpoint says to a system (RFC 6749, sections 5.1 and 5.2). */
public record TokenAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        String scope) {

    public static ResponseEntity<TokenAnswer> granted(String token, Duration lifetime, Collection<String> scopes) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenAnswer(token, "Bearer", lifetime.toSeconds(), String.join(" ", scopes)));
    }

    /** @param error one of the words of RFC 6749 */
    public static ResponseEntity<?> refused(HttpStatus status, String error) {
        return answer(status).body(Map.of("error", error));
    }

    /** A beginning of a refusal, to which headers can be added. */
    public static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    }
}
