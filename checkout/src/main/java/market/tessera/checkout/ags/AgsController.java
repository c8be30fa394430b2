package market.tessera.checkout.ags;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.ags.LineItems.Granted;
import market.tessera.checkout.completion.RecordScore;
import market.tessera.checkout.completion.Recording;
import market.tessera.checkout.completion.Recording.Outdated;
import market.tessera.checkout.completion.Recording.Recorded;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.lti.LtiScope;
import market.tessera.platform.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Assignment and Grade Services 2.0: one line item per intake, scores in, results out. */
@RestController
@RequestMapping("/lti/ags/{link}/lineitems")
class AgsController {
    private static final BigDecimal MAXIMUM = new BigDecimal(100);
    private static final String LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json";
    private static final String LINE_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private static final String SCORE = "application/vnd.ims.lis.v1.score+json";
    private static final String RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";

    private final LineItems items;
    private final ScoredLearners learners;
    private final RecordScore recordScore;
    private final String origin;

    AgsController(
            LineItems items,
            ScoredLearners learners,
            RecordScore recordScore,
            @Value("${tessera.public-url}") String origin) {
        this.items = items;
        this.learners = learners;
        this.recordScore = recordScore;
        this.origin = origin;
    }

    record LineItem(String id, BigDecimal scoreMaximum, String label, String resourceLinkId, String tag) {}

    record Result(
            String id,
            String scoreOf,
            String userId,
            @Nullable BigDecimal resultScore,
            @Nullable BigDecimal resultMaximum) {}

    @GetMapping(produces = LINE_ITEMS)
    Mono<List<LineItem>> lineItems(
            @PathVariable UUID link,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return items.open(token, LtiScope.LINE_ITEM_READ, link).map(granted -> List.of(lineItem(granted)));
    }

    @GetMapping(path = "/{item}", produces = LINE_ITEM)
    Mono<LineItem> lineItem(
            @PathVariable UUID link,
            @PathVariable UUID item,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return items.open(token, LtiScope.LINE_ITEM_READ, same(link, item)).map(this::lineItem);
    }

    @PostMapping(path = "/{item}/scores", consumes = SCORE)
    Mono<ResponseEntity<Void>> score(
            @PathVariable UUID link,
            @PathVariable UUID item,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestBody ScoreMessage message) {
        return items.open(token, LtiScope.SCORE, same(link, item))
                .flatMap(granted -> record(granted, message))
                .map(AgsController::answer);
    }

    @GetMapping(path = "/{item}/results", produces = RESULTS)
    Mono<List<Result>> results(
            @PathVariable UUID link,
            @PathVariable UUID item,
            @RequestParam(name = "user_id", required = false) @Nullable String user,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return items.open(token, LtiScope.RESULT_READ, same(link, item))
                .flatMap(granted -> learners.results(granted.link(), user)
                        .map(result -> new Result(
                                address(granted) + "/results/" + result.subject(),
                                address(granted),
                                result.subject().toString(),
                                result.given(),
                                result.maximum()))
                        .collectList());
    }

    private Mono<Recording> record(Granted granted, ScoreMessage message) {
        var score = message.toScore();
        return learners.enrollment(granted.link(), String.valueOf(message.userId()))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("Nobody of that userId is enrolled in this course")))
                .flatMap(enrollment -> record(enrollment, granted, score));
    }

    private Mono<Recording> record(
            Enrollment enrollment, Granted granted, market.tessera.checkout.completion.Score score) {
        return recordScore.record(enrollment, score, granted.tool().passMark(), "ags");
    }

    private static ResponseEntity<Void> answer(Recording recording) {
        return switch (recording) {
            case Recorded() -> ResponseEntity.noContent().build();
            case Outdated() -> throw Problem.conflict("score-outdated", "A score with a later timestamp is known");
        };
    }

    private LineItem lineItem(Granted granted) {
        var link = granted.link();
        return new LineItem(address(granted), MAXIMUM, link.title(), link.id().toString(), "course");
    }

    private String address(Granted granted) {
        var id = granted.link().id();
        return "%s/lti/ags/%s/lineitems/%s".formatted(origin, id, id);
    }

    /** A link has one line item, which has its id. */
    private static UUID same(UUID link, UUID item) {
        if (!link.equals(item)) {
            throw Problem.notFound("This tool has no such line item");
        }
        return link;
    }
}
