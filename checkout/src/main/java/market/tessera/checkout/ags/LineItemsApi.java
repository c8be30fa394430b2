package market.tessera.checkout.ags;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.ags.ServiceAccess.Granted;
import market.tessera.checkout.lti.LtiScope;
import market.tessera.platform.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Assignment and Grade Services 2.0, section 3.2: what is graded in a course. The course itself is one line item, which decides about completion
 * and is ours; tools add others for parts of it.
 */
@RestController
@RequestMapping("/lti/ags/{link}/lineitems")
class LineItemsApi {
    private static final String LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json";
    private static final String LINE_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private static final Set<LtiScope> READ = Set.of(LtiScope.LINE_ITEM, LtiScope.LINE_ITEM_READ);
    private static final Set<LtiScope> WRITE = Set.of(LtiScope.LINE_ITEM);

    private final ServiceAccess access;
    private final GradedItems graded;
    private final ToolItems items;

    LineItemsApi(ServiceAccess access, GradedItems graded, ToolItems items) {
        this.access = access;
        this.graded = graded;
        this.items = items;
    }

    @GetMapping(produces = {LINE_ITEMS, MediaType.APPLICATION_JSON_VALUE})
    Mono<ResponseEntity<List<LineItem>>> list(
            @PathVariable UUID link,
            @RequestParam(name = "resource_link_id", required = false) @Nullable String resourceLink,
            @RequestParam(name = "resource_id", required = false) @Nullable String resource,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Integer page,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            ServerHttpRequest request) {
        return access.open(token, READ, link)
                .flatMap(granted -> graded.all(granted)
                        .filter(item -> item.fits(resource, tag, resourceLink))
                        .collectList())
                .map(found -> Page.of(limit, page).of(found, request, graded.origin()));
    }

    @PostMapping(
            consumes = LINE_ITEM,
            produces = {LINE_ITEM, MediaType.APPLICATION_JSON_VALUE})
    Mono<ResponseEntity<LineItem>> add(
            @PathVariable UUID link,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestBody LineItem said) {
        return access.open(token, WRITE, link).flatMap(granted -> {
            var item = said.toItem(UUID.randomUUID(), link);
            return items.add(link, granted.tool().clientId(), item)
                    .filter(added -> added)
                    .switchIfEmpty(Mono.error(
                            () -> Problem.conflict("too-many-line-items", "This course has too many line items")))
                    .map(_ -> graded.lineItem(granted, item))
                    .map(made -> ResponseEntity.created(URI.create(String.valueOf(made.id())))
                            .contentType(MediaType.parseMediaType(LINE_ITEM))
                            .body(made));
        });
    }

    @GetMapping(
            path = "/{item}",
            produces = {LINE_ITEM, MediaType.APPLICATION_JSON_VALUE})
    Mono<LineItem> read(
            @PathVariable UUID link,
            @PathVariable UUID item,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return access.open(token, READ, link).flatMap(granted -> graded.find(granted, item));
    }

    @PutMapping(
            path = "/{item}",
            consumes = LINE_ITEM,
            produces = {LINE_ITEM, MediaType.APPLICATION_JSON_VALUE})
    Mono<LineItem> change(
            @PathVariable UUID link,
            @PathVariable UUID item,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestBody LineItem said) {
        return own(token, link, item).flatMap(granted -> {
            var changed = said.toItem(item, link);
            return items.change(changed).thenReturn(graded.lineItem(granted, changed));
        });
    }

    @DeleteMapping("/{item}")
    Mono<ResponseEntity<Void>> remove(
            @PathVariable UUID link,
            @PathVariable UUID item,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        return own(token, link, item)
                .flatMap(_ -> items.remove(item))
                .thenReturn(ResponseEntity.noContent().build());
    }

    /** One that the tool has added itself. */
    private Mono<Granted> own(@Nullable String token, UUID link, UUID item) {
        return access.open(token, WRITE, link)
                .delayUntil(granted -> graded.find(granted, item))
                .filter(_ -> !item.equals(link))
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        HttpStatus.FORBIDDEN,
                        "line-item-of-platform",
                        "Not allowed",
                        "The course's own line item is the platform's")));
    }
}
