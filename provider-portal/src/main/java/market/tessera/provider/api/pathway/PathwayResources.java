package market.tessera.provider.api.pathway;

import market.tessera.platform.problem.Problem;
import market.tessera.provider.api.Ids;
import market.tessera.provider.api.Seen;
import market.tessera.provider.pathway.Pathways;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Pathways as the API shows them. */
@Component
class PathwayResources {
    private final Pathways pathways;

    PathwayResources(Pathways pathways) {
        this.pathways = pathways;
    }

    /** Fails with 404 if there is no such pathway in scope. */
    Mono<PathwayResource> find(ProviderScope scope, String id) {
        return Mono.justOrEmpty(Ids.parse(id))
                .flatMap(known -> pathways.find(scope, known))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no pathway " + id)))
                .map(PathwayResource::of);
    }

    /** As {@link #find}, for who changes it: the request names what it has seen, and nobody has changed that since. */
    Mono<PathwayResource> seen(ProviderScope scope, String id, HttpHeaders request) {
        return find(scope, id).doOnNext(resource -> Seen.require(request.getIfMatch(), resource.entityTag()));
    }
}
