package market.tessera.checkout.connected;

import java.util.List;
import java.util.Set;
import market.tessera.checkout.connected.AppGrants.Grant;
import market.tessera.checkout.connected.HeldCredentials.Named;
import market.tessera.checkout.sql.NullCharacters;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A learner as a profile (Open Badges 3.0, section 6.2): name and address are the account's, the rest is what applications have put there. */
@RestController
class ProfileApi {
    private static final String PROFILE = "/ims/ob/v3p0/profile";
    private static final int LARGEST = 16 * 1024;
    /** What only the account says. */
    private static final Set<String> OWN = Set.of("id", "type", "name", "email");

    private final Bearers bearers;
    private final HeldCredentials held;
    private final JsonMapper json;

    ProfileApi(Bearers bearers, HeldCredentials held, JsonMapper json) {
        this.bearers = bearers;
        this.held = held;
        this.json = json;
    }

    @GetMapping(path = PROFILE, produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> read(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization) {
        return bearers.allow(authorization, AppScope.READ_PROFILE, this::profile);
    }

    @PutMapping(path = PROFILE, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> change(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestBody String body) {
        return bearers.allow(authorization, AppScope.CHANGE_PROFILE, grant -> change(grant, body));
    }

    private Mono<ResponseEntity<?>> change(Grant grant, String body) {
        try {
            return body.length() <= LARGEST
                            && json.readTree(body) instanceof ObjectNode told
                            && !NullCharacters.in(told)
                    ? held.keepProfile(
                                    grant.learner(),
                                    told.without(List.copyOf(OWN)).toString())
                            .then(profile(grant))
                    : Mono.just(unreadable());
        } catch (JacksonException malformed) {
            return Mono.just(unreadable());
        }
    }

    private Mono<ResponseEntity<?>> profile(Grant grant) {
        return Mono.zip(
                        held.profile(grant.learner()),
                        held.named(grant.learner()).map(this::own).defaultIfEmpty(json.createObjectNode()))
                .map(found -> {
                    var profile = json.createObjectNode().put("id", "urn:uuid:" + grant.learner());
                    profile.putArray("type").add("Profile");
                    profile.setAll(found.getT2());
                    profile.setAll((ObjectNode) json.readTree(found.getT1()));
                    return ResponseEntity.ok()
                            .cacheControl(CacheControl.noStore())
                            .body(profile);
                });
    }

    private ObjectNode own(Named named) {
        return json.createObjectNode().put("name", named.name()).put("email", named.email());
    }

    private static ResponseEntity<?> unreadable() {
        return Bearers.refused(HttpStatus.BAD_REQUEST, "invaliddata", "A Profile as JSON, of at most 16 KB.");
    }
}
