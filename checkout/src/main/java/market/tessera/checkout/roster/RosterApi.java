package market.tessera.checkout.roster;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.client.SystemTokens.Access;
import market.tessera.checkout.handoff.ConfirmFetched;
import market.tessera.checkout.roster.RosterRefusal.Reason;
import market.tessera.checkout.roster.Rosters.Row;
import market.tessera.checkout.roster.Route.Found;
import market.tessera.checkout.sql.NullCharacters;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What OneRoster 1.2 has read by GET: the rostering service and the reading half of the gradebook service. */
@RestController
class RosterApi {
    static final String ROSTERING = "/ims/oneroster/rostering/v1p2";
    static final String GRADEBOOK = "/ims/oneroster/gradebook/v1p2";

    private final RosterAccess access;
    private final Rosters rosters;
    private final ConfirmFetched fetched;
    private final String origin;

    RosterApi(
            RosterAccess access,
            Rosters rosters,
            ConfirmFetched fetched,
            @Value("${tessera.public-url}") String origin) {
        this.access = access;
        this.rosters = rosters;
        this.fetched = fetched;
        this.origin = origin;
    }

    @GetMapping(path = ROSTERING + "/{*path}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<String>> rostering(
            @PathVariable String path,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            ServerHttpRequest request) {
        var opened = path.startsWith("/" + Resource.DEMOGRAPHICS.plural())
                ? access.open(token, RosterScope.DEMOGRAPHICS_READ)
                : access.open(token, RosterScope.ROSTER_READ, RosterScope.ROSTER_CORE_READ);
        return opened.flatMap(allowed -> Mono.justOrEmpty(Route.rostering(path.substring(1)))
                .switchIfEmpty(nothing())
                .flatMap(found -> answer(allowed, found, request)));
    }

    @GetMapping(path = GRADEBOOK + "/{*path}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<String>> gradebook(
            @PathVariable String path,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            ServerHttpRequest request) {
        return access.open(token, RosterScope.GRADEBOOK_READ, RosterScope.GRADEBOOK_CORE_READ)
                .flatMap(allowed -> Mono.justOrEmpty(Route.gradebook(path.substring(1)))
                        .switchIfEmpty(nothing())
                        .flatMap(found -> answer(allowed, found, request)));
    }

    private Mono<ResponseEntity<String>> answer(Access allowed, Found found, ServerHttpRequest request) {
        if (found.ids().stream().anyMatch(NullCharacters::in)
                || request.getQueryParams().values().stream()
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .anyMatch(NullCharacters::in)) {
            return Mono.error(new RosterRefusal(Reason.INVALID_SELECTION, "There is a null character in the address"));
        }
        return above(allowed.provider(), found)
                .then(Mono.defer(() -> found.single()
                        .map(id -> one(allowed, found, id, request))
                        .orElseGet(() -> collection(allowed, found, request))));
    }

    private Mono<Void> above(UUID provider, Found found) {
        var above = found.route().above();
        return Flux.range(0, above.size())
                .concatMap(index -> rosters.find(
                                provider, above.get(index), "true", found.ids().get(index), List.of("sourcedId"))
                        .switchIfEmpty(nothing()))
                .then();
    }

    private Mono<ResponseEntity<String>> one(Access allowed, Found found, String id, ServerHttpRequest request) {
        var resource = found.route().resource();
        var fields = Listing.fields(request.getQueryParams().getFirst("fields"), resource);
        return rosters.find(allowed.provider(), resource, found.route().condition(), id, fields)
                .switchIfEmpty(nothing())
                .delayUntil(row -> told(allowed, resource, List.of(row)))
                .map(row -> json(new HttpHeaders(), "{\"%s\":%s}".formatted(resource.singular(), row.json())));
    }

    private Mono<ResponseEntity<String>> collection(Access allowed, Found found, ServerHttpRequest request) {
        var resource = found.route().resource();
        var listing = Listing.read(request.getQueryParams(), resource);
        return Mono.zip(
                        rosters.count(allowed.provider(), found, listing.filter()),
                        rosters.list(allowed.provider(), found, listing).collectList())
                .delayUntil(page -> told(allowed, resource, page.getT2()))
                .map(page -> {
                    var headers = new HttpHeaders();
                    listing.describe(headers, page.getT1(), request, origin);
                    return json(
                            headers,
                            page.getT2().stream()
                                    .map(Row::json)
                                    .collect(Collectors.joining(",", "{\"%s\":[".formatted(resource.plural()), "]}")));
                });
    }

    /** Whom the system has been told of, it knows. */
    private Mono<Long> told(Access allowed, Resource resource, List<Row> rows) {
        return resource == Resource.ENROLLMENTS
                ? fetched.fetched(
                        allowed.connection(),
                        rows.stream().map(row -> UUID.fromString(row.id())).toList())
                : Mono.just(0L);
    }

    private static ResponseEntity<String> json(HttpHeaders headers, String body) {
        return ResponseEntity.ok()
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(body);
    }

    private static <T> Mono<T> nothing() {
        return Mono.error(() -> new RosterRefusal(Reason.UNKNOWN_OBJECT, "There is nothing of that id"));
    }
}
