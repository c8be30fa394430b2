package market.tessera.provider.api.institution;

import java.util.List;
import java.util.UUID;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.provider.api.Bodies;
import market.tessera.provider.api.CallParameters;
import market.tessera.provider.api.MergePatch;
import market.tessera.provider.api.Seen;
import market.tessera.provider.details.ChangeDetails;
import market.tessera.provider.elements.FormatCheck;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Countries;
import market.tessera.provider.provider.ProviderProfile;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the institution says of itself, by the rules of the page: it counts at once, and the operator is told where it had vouched for something else. */
@RestController
@RequestMapping("/api/v1/provider/details")
class DetailsApi {
    private final Providers providers;
    private final ChangeDetails changeDetails;
    private final FormatCheck format;

    DetailsApi(Providers providers, ChangeDetails changeDetails, FormatCheck format) {
        this.providers = providers;
        this.changeDetails = changeDetails;
        this.format = format;
    }

    @GetMapping
    Mono<ResponseEntity<DetailsResource>> show(ProviderScope scope, ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        return find(scope.providers()[0]);
    }

    /** A merge patch (RFC 7396) of {@code details}: what is null is no longer said, what is absent stays. */
    @PatchMapping(consumes = {"application/merge-patch+json", "application/json"})
    Mono<ResponseEntity<DetailsResource>> change(
            ProviderScope scope, @RequestBody JsonNode body, ServerWebExchange exchange) {
        CallParameters.of(exchange).check();
        var provider = scope.providers()[0];
        var patch = Bodies.object(body);
        var seen = exchange.getRequest().getHeaders().getIfMatch();
        return changeDetails
                .change(scope, provider, was -> {
                    Seen.require(seen, DetailsResource.entityTag(was));
                    return patched(was, patch);
                })
                .then(Mono.defer(() -> find(provider)));
    }

    private ProviderProfile patched(ProviderProfile was, ObjectNode patch) {
        ObjectNode merged = CatalogueFormat.JSON.valueToTree(was);
        MergePatch.apply(merged, patch);
        var profile = Bodies.fitting(
                format.check(merged, node -> CatalogueFormat.JSON.treeToValue(node, ProviderProfile.class)), "");
        if (profile.country() != null && !Countries.knows(profile.country())) {
            throw Problem.invalid(List.of(Violation.pointer("/country", "is no country of ISO 3166-1")));
        }
        return profile;
    }

    private Mono<ResponseEntity<DetailsResource>> find(UUID provider) {
        return providers
                .find(provider)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no provider " + provider)))
                .map(known -> ResponseEntity.ok()
                        .eTag(DetailsResource.entityTag(known.profile()))
                        .body(DetailsResource.of(known)));
    }
}
