package market.tessera.provider.api.offering;

import market.tessera.platform.problem.Problem;
import market.tessera.provider.access.ApiCaller;
import market.tessera.provider.api.Bodies;
import market.tessera.provider.api.CallParameters;
import market.tessera.provider.api.Deed;
import market.tessera.provider.api.Deed.Word;
import market.tessera.provider.api.Idempotency;
import market.tessera.provider.draft.EditDraft;
import market.tessera.provider.draft.EditDraft.Saving;
import market.tessera.provider.elements.FormatCheck;
import market.tessera.provider.governance.ProposeDraft;
import market.tessera.provider.governance.PublishDraft;
import market.tessera.provider.governance.RetireOffering;
import market.tessera.provider.governance.ReviewDraft;
import market.tessera.provider.governance.Transition;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Brings offerings further, by the rules of the pages' buttons. Every call names by {@code If-Match} what it has seen. */
@RestController
@RequestMapping("/api/v1/provider/offerings/{id}")
class OfferingStepsApi {
    private final OfferingResources resources;
    private final Idempotency idempotency;
    private final FormatCheck format;
    private final Deeds deeds;

    OfferingStepsApi(OfferingResources resources, Idempotency idempotency, FormatCheck format, Deeds deeds) {
        this.resources = resources;
        this.idempotency = idempotency;
        this.format = format;
        this.deeds = deeds;
    }

    /** The use cases of the pages. */
    @Component
    record Deeds(
            ProposeDraft propose, ReviewDraft review, PublishDraft publish, RetireOffering retire, EditDraft edit) {}

    /** Publishes at once, or at the time that {@code publishAt} names. Changes are requested, and offerings withdrawn, with a reason. */
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
                .flatMap(seen -> take(wanted, scope, seen, word))
                .flatMap(transition -> answer(transition, scope, id));
        return idempotency.once(exchange, caller, said, work);
    }

    private Mono<Transition> take(Deed deed, ProviderScope scope, OfferingResource seen, Word word) {
        var offering = seen.id();
        var revision = seen.revision();
        var why = word.reason();
        return switch (deed) {
            case PROPOSE -> deeds.propose().propose(scope, offering, revision, why);
            case TAKE_BACK -> deeds.propose().takeBack(scope, offering, revision, why);
            case REOPEN -> deeds.propose().reopen(scope, offering, revision, why);
            case APPROVE -> deeds.review().approve(scope, offering, revision, why);
            case REQUEST_CHANGES -> deeds.review().requestChanges(scope, offering, revision, why);
            case PUBLISH ->
                word.publishAt() == null
                        ? deeds.publish().now(scope, offering, revision, why)
                        : deeds.publish().at(scope, offering, revision, word.publishAt(), why);
            case UNSCHEDULE -> deeds.publish().unschedule(scope, offering, revision, why);
            case WITHDRAW -> deeds.retire().retire(scope, offering, why);
            case DISCARD -> discard(scope, seen);
        };
    }

    private Mono<Transition> discard(ProviderScope scope, OfferingResource seen) {
        return deeds.edit().discard(scope, seen.id(), seen.revision()).map(saving -> switch (saving) {
            case Saving.Saved _ -> new Transition.Done(WorkflowState.PUBLISHED);
            case Saving.Conflict(var now) -> new Transition.Overtaken(now.state());
            case Saving.Closed(var now) -> new Transition.Overtaken(now.state());
        });
    }

    private Mono<ResponseEntity<Object>> answer(Transition transition, ProviderScope scope, String id) {
        return switch (transition) {
            case Transition.Done _ ->
                resources
                        .find(scope, id)
                        .map(now -> ResponseEntity.ok().eTag(now.entityTag()).body(now));
            case Transition.Overtaken(var state) -> Mono.error(Deed.overtaken("an offering", state));
            case Transition.OwnProposal _ -> Mono.error(Deed.ownProposal());
            case Transition.NoReason _ -> Mono.error(Deed.noReason());
            case Transition.NotInFuture _ -> Mono.error(Deed.notInFuture());
            case Transition.SkippedHour _ -> Mono.error(Deed.skippedHour());
            case Transition.TooMuchChanged _ ->
                Mono.error(Problem.conflict("review-needed", "More has changed than typing errors."));
            case Transition.HeldBack _ ->
                Mono.error(Problem.conflict("taken-down", "The operator of the marketplace has taken it down."));
        };
    }
}
