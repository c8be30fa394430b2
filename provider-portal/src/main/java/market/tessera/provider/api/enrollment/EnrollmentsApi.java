package market.tessera.provider.api.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.money.Money;
import market.tessera.platform.problem.Parameters;
import market.tessera.provider.access.ApiCaller;
import market.tessera.provider.api.Bodies;
import market.tessera.provider.api.CallParameters;
import market.tessera.provider.api.Cursor;
import market.tessera.provider.api.Idempotency;
import market.tessera.provider.api.Ids;
import market.tessera.provider.api.Listing;
import market.tessera.provider.completion.ReportCompletion;
import market.tessera.provider.completion.Reporting;
import market.tessera.provider.completion.TakeBackReport;
import market.tessera.provider.completion.TakingBack;
import market.tessera.provider.enrollment.Enrollment;
import market.tessera.provider.enrollment.Enrollment.State;
import market.tessera.provider.enrollment.Enrollments;
import market.tessera.provider.enrollment.Enrollments.Position;
import market.tessera.provider.enrollment.Enrollments.Query;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Roster and completion for systems that speak none of the standards. */
@RestController
@RequestMapping("/api/v1/provider/enrollments")
class EnrollmentsApi {
    private final Enrollments enrollments;
    private final ReportCompletion reportCompletion;
    private final TakeBackReport takeBackReport;
    private final Idempotency idempotency;
    private final ReadCompletion read;

    EnrollmentsApi(
            Enrollments enrollments,
            ReportCompletion reportCompletion,
            TakeBackReport takeBackReport,
            Idempotency idempotency,
            ReadCompletion read) {
        this.enrollments = enrollments;
        this.reportCompletion = reportCompletion;
        this.takeBackReport = takeBackReport;
        this.idempotency = idempotency;
        this.read = read;
    }

    /**
     * A learner's place.
     *
     * @param at when the state came about
     * @param badge address of the public page of the badge that is valid
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListedEnrollment(
            UUID id,
            Offering offering,
            @Nullable String orderNumber,
            Learner learner,
            String state,
            @Nullable Money price,
            @Nullable String grade,
            @Nullable String badge,
            Instant at) {

        record Offering(UUID id, String title) {}

        record Learner(String name, String email) {}

        static ListedEnrollment of(Enrollment enrollment) {
            return new ListedEnrollment(
                    enrollment.id(),
                    new Offering(enrollment.offering(), enrollment.offeringTitle()),
                    enrollment.orderNumber(),
                    new Learner(enrollment.learnerName(), enrollment.learnerEmail()),
                    enrollment.state().key(),
                    enrollment.price(),
                    enrollment.grade(),
                    enrollment.badge() == null ? null : "/badges/" + enrollment.badge(),
                    enrollment.at());
        }
    }

    /** The newest first. */
    @GetMapping
    Mono<ResponseEntity<Listing<ListedEnrollment>>> list(ProviderScope scope, ServerWebExchange exchange) {
        var parameters = CallParameters.of(exchange);
        var state = parameters.oneOf(
                "state", Arrays.stream(State.values()).map(State::key).toList());
        var offering = offering(parameters);
        var limit = parameters.number("limit", 1, 100).orElse(20L).intValue();
        var cursor = parameters.text("cursor", 200);
        parameters.check();
        var query = new Query(state.map(State::of).orElse(null), offering.orElse(null));
        var list = "enrollments %s %s %s".formatted(Arrays.toString(scope.providers()), state, offering);
        var after = cursor.map(typed -> Cursor.decode(typed, list))
                .map(known -> new Position(known.at(), known.id()))
                .orElse(null);
        return enrollments
                .after(scope, query, after, limit + 1)
                .collectList()
                .map(found ->
                        Listing.of(found, limit, list, one -> new Cursor(one.at(), one.id()), ListedEnrollment::of))
                .map(listing -> listing.answer(exchange));
    }

    @GetMapping("/{id}")
    Mono<ListedEnrollment> one(ProviderScope scope, @PathVariable String id, ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        return Mono.justOrEmpty(Ids.parse(id))
                .flatMap(known -> enrollments.one(scope, known))
                .map(ListedEnrollment::of)
                .switchIfEmpty(Mono.error(() -> CompletionRefusals.unknown(id)));
    }

    /** The learner has met the outcomes. Checkout completes the enrollment and issues the badge; the enrollment shows when that is done. */
    @PostMapping("/{id}/completion")
    Mono<ResponseEntity<Object>> complete(
            ProviderScope scope,
            @AuthenticationPrincipal ApiCaller caller,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable JsonNode body,
            ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        var said = Bodies.orEmpty(body);
        var enrollment = Ids.parse(id).orElseThrow(() -> CompletionRefusals.unknown(id));
        var report = read.read(enrollment, said, "");
        var work = (Idempotency.isWanted(exchange)
                        ? reportCompletion.reportWithin(scope, report)
                        : reportCompletion.report(scope, report))
                .map(reporting -> answer(reporting, id));
        return idempotency.once(exchange, caller, said, work);
    }

    /** What was reported was wrong. Checkout opens the enrollment again and revokes the badge; another completion can be reported at once. */
    @DeleteMapping("/{id}/completion")
    Mono<ResponseEntity<Void>> takeBack(ProviderScope scope, @PathVariable String id, ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        var enrollment = Ids.parse(id).orElseThrow(() -> CompletionRefusals.unknown(id));
        return takeBackReport.takeBack(scope, enrollment).map(takingBack -> switch (takingBack) {
            case TakingBack.Done _, TakingBack.DoneBefore _ ->
                ResponseEntity.noContent().build();
            case TakingBack.NeverSaid() -> throw CompletionRefusals.neverSaid();
            case TakingBack.Unknown() -> throw CompletionRefusals.unknown(id);
        });
    }

    private static ResponseEntity<Object> answer(Reporting reporting, String id) {
        return switch (reporting) {
            case Reporting.Taken(var report) ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/provider/enrollments/" + id))
                        .body(report);
            case Reporting.Repeated(var report) -> ResponseEntity.ok().body(report);
            case Reporting.Contradicted(var known) -> throw CompletionRefusals.contradicted(known);
            case Reporting.Closed(var state) -> throw CompletionRefusals.closed(state);
            case Reporting.Unknown() -> throw CompletionRefusals.unknown(id);
        };
    }

    private static Optional<UUID> offering(Parameters parameters) {
        var typed = parameters.text("offering", 36);
        var parsed = typed.flatMap(Ids::parse);
        if (typed.isPresent() && parsed.isEmpty()) {
            parameters.refuse("offering", "is not the id of an offering");
        }
        return parsed;
    }
}
