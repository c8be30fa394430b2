package market.tessera.provider.api.pathway;

import java.time.Instant;
import market.tessera.platform.problem.Problem;
import market.tessera.provider.access.ApiCaller;
import market.tessera.provider.api.Bodies;
import market.tessera.provider.api.CallParameters;
import market.tessera.provider.api.Deed;
import market.tessera.provider.api.Deed.Word;
import market.tessera.provider.api.Idempotency;
import market.tessera.provider.elements.FormatCheck;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathway.EditPathway;
import market.tessera.provider.pathway.GovernPathway;
import market.tessera.provider.pathway.GovernPathway.Wish;
import market.tessera.provider.pathway.Lack;
import market.tessera.provider.pathway.Step;
import market.tessera.provider.pathway.Writing;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Brings pathways further, by the rules of the pages' buttons. Every call names by {@code If-Match} what it has seen. */
@RestController
@RequestMapping("/api/v1/provider/pathways/{id}")
class PathwayStepsApi {
    private final PathwayResources resources;
    private final GovernPathway govern;
    private final EditPathway edit;
    private final Idempotency idempotency;
    private final FormatCheck format;

    PathwayStepsApi(
            PathwayResources resources,
            GovernPathway govern,
            EditPathway edit,
            Idempotency idempotency,
            FormatCheck format) {
        this.resources = resources;
        this.govern = govern;
        this.edit = edit;
        this.idempotency = idempotency;
        this.format = format;
    }

    /** Publishes at once, or at the time that {@code publishAt} names. Changes are requested, and pathways withdrawn, with a reason. */
    @PostMapping("/{deed}")
    Mono<ResponseEntity<Object>> take(
            ProviderScope scope,
            @AuthenticationPrincipal ApiCaller caller,
            @PathVariable String id,
            @PathVariable String deed,
            @RequestBody(required = false) @Nullable JsonNode body,
            ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        var wanted = Deed.of(deed);
        var said = Bodies.orEmpty(body);
        var word = Bodies.fitting(format.check(said, node -> CatalogueFormat.JSON.treeToValue(node, Word.class)), "");
        var work = resources
                .seen(scope, id, exchange.getRequest().getHeaders())
                .flatMap(seen ->
                        take(wanted, new Wish(scope, seen.id(), seen.revision(), word.reason()), word.publishAt()))
                .flatMap(step -> answer(step, scope, id));
        return idempotency.once(exchange, caller, said, work);
    }

    private Mono<Step> take(Deed deed, Wish wish, @Nullable Instant publishAt) {
        return switch (deed) {
            case PROPOSE -> govern.propose(wish);
            case TAKE_BACK -> govern.takeBack(wish);
            case REOPEN -> govern.reopen(wish);
            case APPROVE -> govern.approve(wish);
            case REQUEST_CHANGES -> govern.requestChanges(wish);
            case PUBLISH -> publishAt == null ? govern.publish(wish) : govern.publishAt(wish, publishAt);
            case UNSCHEDULE -> govern.unschedule(wish);
            case WITHDRAW -> govern.withdraw(wish);
            case DISCARD ->
                edit.discard(wish.scope(), wish.pathway(), wish.revision()).map(PathwayStepsApi::discarded);
        };
    }

    private static Step discarded(Writing writing) {
        return switch (writing) {
            case Writing.Written _ -> new Step.Done(WorkflowState.PUBLISHED);
            case Writing.Conflict(var now) -> new Step.Overtaken(now.state());
            case Writing.Closed(var now) -> new Step.Overtaken(now.state());
            case Writing.Circular _, Writing.Unknown _ ->
                throw new IllegalStateException("Nothing was written that could be refused");
        };
    }

    private Mono<ResponseEntity<Object>> answer(Step step, ProviderScope scope, String id) {
        return switch (step) {
            case Step.Done _ ->
                resources
                        .find(scope, id)
                        .map(now -> ResponseEntity.ok().eTag(now.entityTag()).body(now));
            case Step.Overtaken(var state) -> Mono.error(Deed.overtaken("a pathway", state));
            case Step.OwnProposal _ -> Mono.error(Deed.ownProposal());
            case Step.NoReason _ -> Mono.error(Deed.noReason());
            case Step.NotInFuture _ -> Mono.error(Deed.notInFuture());
            case Step.SkippedHour _ -> Mono.error(Deed.skippedHour());
            case Step.Unsound(var lacks) ->
                Mono.error(Problem.conflict(
                        "unsound",
                        String.join(
                                " ", lacks.stream().map(PathwayStepsApi::words).toList())));
        };
    }

    private static String words(Lack lack) {
        return switch (lack) {
            case Lack.TooFewParts() -> "It needs two parts at least.";
            case Lack.MoreThanParts(var asked, var parts) ->
                "The rule asks for %d parts, and there are %d.".formatted(asked, parts);
            case Lack.TooFewPoints(var asked, var reachable, var framework) ->
                "The rule asks for %s %s, and all parts together give %s."
                        .formatted(asked.toPlainString(), framework, reachable.toPlainString());
            case Lack.NotPublic(var titles) -> "Not public yet, or no longer: %s.".formatted(String.join(", ", titles));
            case Lack.Gone() -> "One of its parts is no longer there.";
        };
    }
}
