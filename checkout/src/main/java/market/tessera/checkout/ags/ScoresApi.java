package market.tessera.checkout.ags;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.ags.ScoredLearners.Graded;
import market.tessera.checkout.ags.ServiceAccess.Granted;
import market.tessera.checkout.completion.RecordScore;
import market.tessera.checkout.completion.Recording;
import market.tessera.checkout.completion.Recording.Outdated;
import market.tessera.checkout.completion.Recording.Recorded;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.lti.LtiScope;
import market.tessera.platform.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Assignment and Grade Services 2.0, sections 3.3 and 3.4: scores in, results out. */
@RestController
@RequestMapping("/lti/ags/{link}/lineitems/{item}")
class ScoresApi {
    private static final String SCORE = "application/vnd.ims.lis.v1.score+json";
    private static final String RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";

    private final ServiceAccess access;
    private final GradedItems items;
    private final ScoredLearners learners;
    private final RecordScore recordScore;

    ScoresApi(ServiceAccess access, GradedItems items, ScoredLearners learners, RecordScore recordScore) {
        this.access = access;
        this.items = items;
        this.learners = learners;
        this.recordScore = recordScore;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            String id,
            String scoreOf,
            String userId,
            @Nullable BigDecimal resultScore,
            @Nullable BigDecimal resultMaximum,
            @Nullable String comment) {}

    @PostMapping(path = "/scores", consumes = SCORE)
    Mono<ResponseEntity<Void>> score(
            @PathVariable UUID link,
            @PathVariable UUID item,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestBody ScoreMessage message) {
        return open(token, LtiScope.SCORE, link, item)
                .flatMap(granted -> record(granted, item, message))
                .map(ScoresApi::answer);
    }

    @GetMapping(
            path = "/results",
            produces = {RESULTS, MediaType.APPLICATION_JSON_VALUE})
    Mono<ResponseEntity<List<Result>>> results(
            @PathVariable UUID link,
            @PathVariable UUID item,
            @RequestParam(name = "user_id", required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            ServerHttpRequest request) {
        return open(token, LtiScope.RESULT_READ, link, item)
                .flatMap(granted -> learners.results(granted.link(), Graded.of(granted.link(), item), user)
                        .map(result -> result(items.address(granted, item), result))
                        .collectList())
                .map(found -> Page.of(limit, page).of(found, request, items.origin()));
    }

    private Mono<Granted> open(@Nullable String token, LtiScope scope, UUID link, UUID item) {
        return access.open(token, Set.of(scope), link).delayUntil(granted -> items.find(granted, item));
    }

    private static Result result(String item, ScoredLearners.Result result) {
        return new Result(
                item + "/results/" + result.subject(),
                item,
                result.subject().toString(),
                result.score().given(),
                result.score().maximum(),
                result.score().comment());
    }

    private Mono<Recording> record(Granted granted, UUID item, ScoreMessage message) {
        var score = message.toScore();
        return learners.enrollment(granted.link(), String.valueOf(message.userId()))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("Nobody of that userId is enrolled in this course")))
                .flatMap(enrollment -> record(enrollment, granted, item, score));
    }

    private Mono<Recording> record(Enrollment enrollment, Granted granted, UUID item, Score score) {
        return item.equals(granted.link().id())
                ? recordScore.recordAmongOthers(
                        enrollment, score, granted.tool().passMark(), "ags")
                : learners.keep(enrollment, item, score);
    }

    private static ResponseEntity<Void> answer(Recording recording) {
        return switch (recording) {
            case Recorded() -> ResponseEntity.noContent().build();
            case Outdated() -> throw Problem.conflict("score-outdated", "A score with a later timestamp is known");
        };
    }
}
