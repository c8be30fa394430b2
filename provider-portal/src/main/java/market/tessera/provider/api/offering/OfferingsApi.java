package market.tessera.provider.api.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.access.ApiCaller;
import market.tessera.provider.api.Bodies;
import market.tessera.provider.api.CallParameters;
import market.tessera.provider.api.Cursor;
import market.tessera.provider.api.Deed;
import market.tessera.provider.api.Idempotency;
import market.tessera.provider.api.ListRequest;
import market.tessera.provider.api.Listing;
import market.tessera.provider.api.Seen;
import market.tessera.provider.draft.EditDraft.Saving;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.worklist.OfferingList;
import market.tessera.provider.worklist.OfferingList.Position;
import market.tessera.provider.worklist.OfferingList.Query;
import market.tessera.provider.worklist.OfferingList.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A provider's own offerings: the list, one with its draft and what is missing, new ones, and changes of elements and intakes. */
@RestController
@RequestMapping("/api/v1/provider/offerings")
class OfferingsApi {
    private final OfferingList offerings;
    private final OfferingResources resources;
    private final WriteOffering write;
    private final Idempotency idempotency;

    OfferingsApi(OfferingList offerings, OfferingResources resources, WriteOffering write, Idempotency idempotency) {
        this.offerings = offerings;
        this.resources = resources;
        this.write = write;
        this.idempotency = idempotency;
    }

    /**
     * An offering in a list.
     *
     * @param state of the newest version
     * @param published whether an edition is on the market meanwhile
     * @param completeness of the public version, in percent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListedOffering(
            UUID id,
            String title,
            String provider,
            String state,
            boolean published,
            @Nullable Integer edition,
            long intakes,
            @Nullable Integer completeness,
            Instant changedAt) {
        static ListedOffering of(Row row) {
            return new ListedOffering(
                    row.id(),
                    row.title(),
                    row.provider(),
                    row.state().code(),
                    row.published(),
                    row.edition(),
                    row.intakes(),
                    row.completeness(),
                    row.changedAt());
        }
    }

    /** Those changed last come first. */
    @GetMapping
    Mono<ResponseEntity<Listing<ListedOffering>>> list(ProviderScope scope, ServerWebExchange exchange) {
        var asked = ListRequest.read("offerings", scope, exchange);
        var after = asked.after();
        return offerings
                .after(
                        scope,
                        new Query(asked.text(), asked.state(), null, 1),
                        after == null ? null : new Position(after.at(), after.id()),
                        asked.limit() + 1)
                .collectList()
                .map(found -> Listing.of(
                        found,
                        asked.limit(),
                        asked.name(),
                        row -> new Cursor(row.changedAt(), row.id()),
                        ListedOffering::of))
                .map(listing -> listing.answer(exchange));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<OfferingResource>> one(
            ProviderScope scope, @PathVariable String id, ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        return resources.find(scope, id).map(OfferingsApi::tagged);
    }

    /** A new offering with its first draft: {@code {"elements": {…}, "intakes": […]}}; a title is enough. */
    @PostMapping
    Mono<ResponseEntity<Object>> create(
            ProviderScope scope,
            @AuthenticationPrincipal ApiCaller caller,
            @RequestBody JsonNode body,
            ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        var work = Mono.defer(() -> write.create(scope, Bodies.object(body)))
                .flatMap(id -> resources.find(scope, id.toString()))
                .map(created -> ResponseEntity.created(URI.create(OfferingResources.path(created.id())))
                        .eTag(created.entityTag())
                        .<Object>body(created));
        return idempotency.once(exchange, caller, body, work);
    }

    /**
     * A merge patch (RFC 7396) of {@code elements}: what is null is no longer disclosed, what is absent stays. The first change of a public
     * offering begins the draft of its next edition.
     */
    @PatchMapping(
            path = "/{id}",
            consumes = {"application/merge-patch+json", "application/json"})
    Mono<ResponseEntity<OfferingResource>> change(
            ProviderScope scope, @PathVariable String id, @RequestBody JsonNode patch, ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        return resources
                .seen(scope, id, exchange.getRequest().getHeaders())
                .flatMap(seen -> write.change(scope, seen, Bodies.object(patch)))
                .flatMap(saving -> switch (saving) {
                    case Saving.Saved _ -> resources.find(scope, id).map(OfferingsApi::tagged);
                    case Saving.Conflict _ -> Mono.error(Seen.changedMeanwhile());
                    case Saving.Closed(var now) -> Mono.error(Deed.notEditable(now.state()));
                });
    }

    /** Makes these the open intakes; one that is no longer among them is closed. Takes effect at once. */
    @PutMapping("/{id}/intakes")
    Mono<ResponseEntity<OfferingResource>> intakes(
            ProviderScope scope, @PathVariable String id, @RequestBody JsonNode body, ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        return resources
                .seen(scope, id, exchange.getRequest().getHeaders())
                .flatMap(seen -> write.intakes(scope, seen.id(), body))
                .then(Mono.defer(() -> resources.find(scope, id)))
                .map(OfferingsApi::tagged);
    }

    static ResponseEntity<OfferingResource> tagged(OfferingResource resource) {
        return ResponseEntity.ok().eTag(resource.entityTag()).body(resource);
    }
}
