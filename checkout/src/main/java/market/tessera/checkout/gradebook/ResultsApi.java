package market.tessera.checkout.gradebook;

import java.util.List;
import market.tessera.checkout.completion.Recording;
import market.tessera.checkout.completion.Recording.Outdated;
import market.tessera.checkout.completion.Recording.Recorded;
import market.tessera.checkout.gradebook.PostResults.Named;
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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** OneRoster 1.2: {@code putResult} (201, however often the same is put), {@code postResultsForLineItem} and {@code deleteResult}. */
@RestController
class ResultsApi {
    private static final String GRADEBOOK = "/ims/oneroster/gradebook/v1p2";
    private static final String RESULT = GRADEBOOK + "/results/{sourcedId}";

    private final RosterAccess access;
    private final PutResult putResult;
    private final PostResults postResults;
    private final DeleteResult deleteResult;
    private final JsonMapper json;

    ResultsApi(
            RosterAccess access,
            PutResult putResult,
            PostResults postResults,
            DeleteResult deleteResult,
            JsonMapper json) {
        this.access = access;
        this.putResult = putResult;
        this.postResults = postResults;
        this.deleteResult = deleteResult;
        this.json = json;
    }

    @PutMapping(path = RESULT, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Void>> put(
            @PathVariable String sourcedId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestBody Mono<String> body) {
        return access.open(token, RosterScope.GRADEBOOK_PUT)
                .flatMap(allowed -> body.defaultIfEmpty("")
                        .map(text -> read(text, ResultBody.class))
                        .flatMap(result -> putResult.put(allowed, ResultNames.checked(sourcedId), result)))
                .map(ResultsApi::answer);
    }

    /** The names that they are known by, in their order. */
    record Posted(List<Named> sourcedIdPairs) {}

    @PostMapping(path = GRADEBOOK + "/lineItems/{lineItem}/results", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Posted>> post(
            @PathVariable String lineItem,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestBody Mono<String> body) {
        return access.open(token, RosterScope.GRADEBOOK_PUT)
                .flatMap(allowed -> body.defaultIfEmpty("")
                        .map(text -> read(text, ResultList.class).of(lineItem))
                        .flatMap(results -> postResults.post(allowed, results)))
                .map(named -> ResponseEntity.status(HttpStatus.CREATED).body(new Posted(named)));
    }

    @DeleteMapping(RESULT)
    Mono<ResponseEntity<Void>> delete(
            @PathVariable String sourcedId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return access.open(token, RosterScope.GRADEBOOK_DELETE)
                .flatMap(allowed -> deleteResult.delete(allowed, ResultNames.checked(sourcedId)))
                .thenReturn(ResponseEntity.noContent().build());
    }

    private <T> T read(String text, Class<T> type) {
        try {
            if (NullCharacters.in(json.readTree(text))) {
                throw new RosterRefusal(Reason.INVALID_DATA, "The result contains a null character (U+0000)");
            }
            return json.readValue(text, type);
        } catch (JacksonException malformed) {
            throw new RosterRefusal(Reason.INVALID_DATA, "The body is no result");
        }
    }

    private static ResponseEntity<Void> answer(Recording recording) {
        return switch (recording) {
            case Recorded() -> ResponseEntity.status(HttpStatus.CREATED).build();
            case Outdated() ->
                throw new RosterRefusal(Reason.INVALID_DATA, "A result with a later dateLastModified is known");
        };
    }
}
