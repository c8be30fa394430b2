package market.tessera.checkout.gradebook;

import market.tessera.checkout.completion.Recording;
import market.tessera.checkout.completion.Recording.Outdated;
import market.tessera.checkout.completion.Recording.Recorded;
import market.tessera.checkout.roster.RosterAccess;
import market.tessera.checkout.roster.RosterRefusal;
import market.tessera.checkout.roster.RosterRefusal.Reason;
import market.tessera.checkout.roster.RosterScope;
import market.tessera.checkout.sql.NullCharacters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** OneRoster 1.2, {@code putResult}: 201, however often the same is put. */
@RestController
class ResultsController {
    private static final int LONGEST_NAME = 255;

    private final RosterAccess access;
    private final PutResult putResult;
    private final JsonMapper json;

    ResultsController(RosterAccess access, PutResult putResult, JsonMapper json) {
        this.access = access;
        this.putResult = putResult;
        this.json = json;
    }

    @PutMapping(path = "/ims/oneroster/gradebook/v1p2/results/{sourcedId}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Void>> put(
            @PathVariable String sourcedId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestBody Mono<String> body) {
        return access.open(token, RosterScope.GRADEBOOK_PUT)
                .flatMap(allowed -> body.defaultIfEmpty("")
                        .map(this::read)
                        .flatMap(result -> putResult.put(allowed, named(sourcedId), result)))
                .map(ResultsController::answer);
    }

    private ResultBody read(String text) {
        try {
            if (NullCharacters.in(json.readTree(text))) {
                throw new RosterRefusal(Reason.INVALID_DATA, "The result contains a null character (U+0000)");
            }
            return json.readValue(text, ResultBody.class);
        } catch (JacksonException malformed) {
            throw new RosterRefusal(Reason.INVALID_DATA, "The body is no result");
        }
    }

    private static String named(String sourcedId) {
        if (sourcedId.isBlank() || sourcedId.length() > LONGEST_NAME || NullCharacters.in(sourcedId)) {
            throw new RosterRefusal(
                    Reason.INVALID_DATA, "sourcedId is empty, longer than 255 letters, or contains a null character");
        }
        return sourcedId;
    }

    private static ResponseEntity<Void> answer(Recording recording) {
        return switch (recording) {
            case Recorded() -> ResponseEntity.status(HttpStatus.CREATED).build();
            case Outdated() ->
                throw new RosterRefusal(Reason.INVALID_DATA, "A result with a later dateLastModified is known");
        };
    }
}
