package market.tessera.provider.api.pathway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.provider.access.ApiCaller;
import market.tessera.provider.api.Bodies;
import market.tessera.provider.api.CallParameters;
import market.tessera.provider.api.Cursor;
import market.tessera.provider.api.Deed;
import market.tessera.provider.api.Idempotency;
import market.tessera.provider.api.ListRequest;
import market.tessera.provider.api.Listing;
import market.tessera.provider.api.MergePatch;
import market.tessera.provider.api.Seen;
import market.tessera.provider.elements.FormatCheck;
import market.tessera.provider.pathway.EditPathway;
import market.tessera.provider.pathway.PathwayList;
import market.tessera.provider.pathway.PathwayList.Position;
import market.tessera.provider.pathway.PathwayList.Row;
import market.tessera.provider.pathway.Writing;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A provider's own pathways: the list, one with its draft, new ones, and changes. */
@RestController
@RequestMapping("/api/v1/provider/pathways")
class PathwaysApi {
    private final PathwayList list;
    private final PathwayResources resources;
    private final EditPathway edit;
    private final FormatCheck format;
    private final Idempotency idempotency;

    PathwaysApi(
            PathwayList list,
            PathwayResources resources,
            EditPathway edit,
            FormatCheck format,
            Idempotency idempotency) {
        this.list = list;
        this.resources = resources;
        this.edit = edit;
        this.format = format;
        this.idempotency = idempotency;
    }

    /**
     * A pathway in a list.
     *
     * @param state of the newest version
     * @param published whether an edition is on the market meanwhile
     * @param parts how many offerings and pathways it consists of
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListedPathway(
            UUID id,
            String title,
            String provider,
            String state,
            boolean published,
            @Nullable Integer edition,
            int parts,
            Instant changedAt) {
        static ListedPathway of(Row row) {
            return new ListedPathway(
                    row.id(),
                    row.title(),
                    row.provider(),
                    row.state().code(),
                    row.published(),
                    row.edition(),
                    row.parts(),
                    row.changedAt());
        }
    }

    /** Those changed last come first. */
    @GetMapping
    Mono<ResponseEntity<Listing<ListedPathway>>> all(ProviderScope scope, ServerWebExchange exchange) {
        var asked = ListRequest.read("pathways", scope, exchange);
        var after = asked.after();
        return list.after(
                        scope,
                        asked.text(),
                        asked.state(),
                        after == null ? null : new Position(after.at(), after.id()),
                        asked.limit() + 1)
                .collectList()
                .map(found -> Listing.of(
                        found,
                        asked.limit(),
                        asked.name(),
                        row -> new Cursor(row.changedAt(), row.id()),
                        ListedPathway::of))
                .map(listing -> listing.answer(exchange));
    }

    @GetMapping("/{id}")
    Mono<ResponseEntity<PathwayResource>> one(
            ProviderScope scope, @PathVariable String id, ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        return resources.find(scope, id).map(PathwaysApi::tagged);
    }

    /** A new pathway with its first draft, as in the catalogue format, its parts by their ids; a title and a rule are enough. */
    @PostMapping
    Mono<ResponseEntity<Object>> create(
            ProviderScope scope,
            @AuthenticationPrincipal ApiCaller caller,
            @RequestBody JsonNode body,
            ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        var work = Mono.fromSupplier(() -> content(Bodies.object(body)))
                .delayUntil(content -> known(scope, content))
                .flatMap(content -> edit.create(scope, scope.providers()[0], content))
                .flatMap(id -> resources.find(scope, id.toString()))
                .map(created -> ResponseEntity.created(URI.create(PathwayResource.path(created.id())))
                        .eTag(created.entityTag())
                        .<Object>body(created));
        return idempotency.once(exchange, caller, body, work);
    }

    /** A merge patch (RFC 7396) of {@code pathway}. The first change of a public pathway begins the draft of its next edition. */
    @PatchMapping(
            path = "/{id}",
            consumes = {"application/merge-patch+json", "application/json"})
    Mono<ResponseEntity<PathwayResource>> change(
            ProviderScope scope, @PathVariable String id, @RequestBody JsonNode patch, ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        return resources
                .seen(scope, id, exchange.getRequest().getHeaders())
                .flatMap(seen -> edit.save(scope, seen.id(), seen.revision(), content(merged(seen, patch))))
                .flatMap(writing -> written(scope, id, writing))
                .map(PathwaysApi::tagged);
    }

    private Mono<PathwayResource> written(ProviderScope scope, String id, Writing writing) {
        return switch (writing) {
            case Writing.Written _ -> resources.find(scope, id);
            case Writing.Conflict _ -> Mono.error(Seen.changedMeanwhile());
            case Writing.Closed(var now) -> Mono.error(Deed.notEditable(now.state()));
            case Writing.Circular(var parts) ->
                Mono.error(Problem.conflict(
                        "circular",
                        "The pathway is a part of %s itself, directly or through others.".formatted(parts)));
            case Writing.Unknown(var parts) -> Mono.error(unknown(parts));
        };
    }

    private static ObjectNode merged(PathwayResource seen, JsonNode patch) {
        var merged = (ObjectNode) seen.pathway().deepCopy();
        MergePatch.apply(merged, Bodies.object(patch));
        return merged;
    }

    private PathwayContent content(ObjectNode json) {
        return Bodies.fitting(
                format.check(json, node -> CatalogueFormat.JSON.treeToValue(node, PathwayContent.class)), "");
    }

    private Mono<Void> known(ProviderScope scope, PathwayContent content) {
        return edit.unknown(scope.providers()[0], content)
                .flatMap(unknown -> unknown.isEmpty() ? Mono.empty() : Mono.error(unknown(unknown)));
    }

    private static Problem unknown(List<UUID> parts) {
        return Problem.invalid(parts.stream()
                .map(part -> Violation.pointer(
                        "", "%s is no offering or pathway of this provider, nor a public offering".formatted(part)))
                .toList());
    }

    static ResponseEntity<PathwayResource> tagged(PathwayResource resource) {
        return ResponseEntity.ok().eTag(resource.entityTag()).body(resource);
    }
}
