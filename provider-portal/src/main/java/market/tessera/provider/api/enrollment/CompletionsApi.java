package market.tessera.provider.api.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.provider.access.ApiCaller;
import market.tessera.provider.api.Bodies;
import market.tessera.provider.api.CallParameters;
import market.tessera.provider.api.Idempotency;
import market.tessera.provider.api.Ids;
import market.tessera.provider.completion.CompletionReport;
import market.tessera.provider.completion.ReportCompletion;
import market.tessera.provider.completion.Reporting;
import market.tessera.provider.completion.Said;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Completions of many learners with one request, as a system has them at the end of a course. */
@RestController
class CompletionsApi {
    private static final String LIST = "completions";
    private static final int MOST = 500;

    private final ReportCompletion reportCompletion;
    private final ReadCompletion read;
    private final Idempotency idempotency;

    CompletionsApi(ReportCompletion reportCompletion, ReadCompletion read, Idempotency idempotency) {
        this.reportCompletion = reportCompletion;
        this.read = read;
        this.idempotency = idempotency;
    }

    /** @param results in the order of the list */
    record Answer(List<Result> results) {}

    /**
     * What came of one.
     *
     * @param enrollment as it was sent; absent where none was
     * @param status that it would be answered with on its own
     * @param completion absent where it was not taken
     * @param problem absent where it was
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @Nullable String enrollment,
            int status,
            @Nullable CompletionReport completion,
            @Nullable Refused problem) {

        private static Result of(Reporting reporting, String enrollment) {
            return switch (reporting) {
                case Reporting.Taken(var report) -> new Result(enrollment, HttpStatus.ACCEPTED.value(), report, null);
                case Reporting.Repeated(var report) -> new Result(enrollment, HttpStatus.OK.value(), report, null);
                case Reporting.Contradicted(var known) -> of(CompletionRefusals.contradicted(known), enrollment);
                case Reporting.Closed(var state) -> of(CompletionRefusals.closed(state), enrollment);
                case Reporting.Unknown() -> of(CompletionRefusals.unknown(enrollment), enrollment);
            };
        }

        private static Result of(Problem problem, @Nullable String enrollment) {
            return new Result(enrollment, problem.getStatusCode().value(), null, Refused.of(problem));
        }
    }

    /** As problem details have it; {@code errors} is absent where nothing is malformed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(
            String type, @Nullable String detail, @Nullable List<Violation> errors) {
        private static Refused of(Problem problem) {
            var errors = problem.violations();
            return new Refused(
                    String.valueOf(problem.getBody().getType()),
                    problem.getBody().getDetail(),
                    errors.isEmpty() ? null : errors);
        }
    }

    /** Each is answered for itself, as it would be on its own; what is refused keeps none of the others from being taken. */
    @PostMapping("/api/v1/provider/enrollments/completions")
    Mono<ResponseEntity<Object>> complete(
            ProviderScope scope,
            @AuthenticationPrincipal ApiCaller caller,
            @RequestBody JsonNode body,
            ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        var list = list(Bodies.object(body));
        var entries = IntStream.range(0, list.size())
                .mapToObj(place -> entry(list.get(place), "/" + LIST + "/" + place))
                .toList();
        var work = reportCompletion
                .reportAll(
                        scope,
                        entries.stream().flatMap(entry -> entry.said().stream()).toList())
                .map(reportings -> ResponseEntity.ok().<Object>body(answer(entries, reportings)));
        return idempotency.once(exchange, caller, body, work);
    }

    private static JsonNode list(ObjectNode body) {
        Bodies.only(body, Set.of(LIST));
        var list = body.path(LIST);
        if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
            throw Problem.invalid(
                    List.of(Violation.pointer("/" + LIST, "has to be a list of 1 to %d completions".formatted(MOST))));
        }
        return list;
    }

    /**
     * What was made of an entry of the list.
     *
     * @param said nothing where it is refused at once
     */
    private record Entry(@Nullable String enrollment, Optional<Said> said, Optional<Problem> refusal) {}

    private Entry entry(JsonNode entry, String pointer) {
        if (!(entry instanceof ObjectNode object) || !object.path("enrollment").isString()) {
            return new Entry(
                    null,
                    Optional.empty(),
                    Optional.of(Problem.invalid(List.of(Violation.pointer(pointer + "/enrollment", "is missing")))));
        }
        var said = object.deepCopy();
        var enrollment = said.remove("enrollment").asString();
        try {
            var id = Ids.parse(enrollment).orElseThrow(() -> CompletionRefusals.unknown(enrollment));
            return new Entry(enrollment, Optional.of(read.read(id, said, pointer)), Optional.empty());
        } catch (Problem refused) {
            return new Entry(enrollment, Optional.empty(), Optional.of(refused));
        }
    }

    /** @param reportings of those entries that could be read, in their order */
    private static Answer answer(List<Entry> entries, List<Reporting> reportings) {
        var results = new ArrayList<Result>();
        var next = reportings.iterator();
        for (var entry : entries) {
            results.add(entry.refusal()
                    .map(refusal -> Result.of(refusal, entry.enrollment()))
                    .orElseGet(() -> Result.of(next.next(), String.valueOf(entry.enrollment()))));
        }
        return new Answer(results);
    }
}
