package market.tessera.storefront.offering;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.problem.Parameters;
import market.tessera.platform.problem.Problem;
import market.tessera.storefront.api.Accepted;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.catalogue.Pathways;
import market.tessera.storefront.document.Lookup;
import market.tessera.storefront.document.Lookup.Listed;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One offering for programs: in our own shape, as schema.org or as CTDL. */
@RestController
@Tag(name = "Catalogue")
class OfferingApi {
    private static final String LD_JSON = "application/ld+json";
    private static final String CTDL_JSON = "application/vnd.ctdl+json";
    private static final List<MediaType> OFFERED =
            List.of(MediaType.APPLICATION_JSON, MediaType.parseMediaType(LD_JSON), MediaType.parseMediaType(CTDL_JSON));

    private final Catalogue catalogue;
    private final Pathways pathways;
    private final Clock clock;
    private final String origin;

    OfferingApi(Catalogue catalogue, Pathways pathways, Clock clock, @Value("${tessera.public-url}") String origin) {
        this.catalogue = catalogue;
        this.pathways = pathways;
        this.clock = clock;
        this.origin = origin;
    }

    @Operation(operationId = "getOffering", summary = "One offering, with the provenance of every element")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = OfferingDetail.class)),
                @Content(mediaType = LD_JSON, schema = @Schema(type = "object", description = "schema.org Course")),
                @Content(mediaType = CTDL_JSON, schema = @Schema(type = "object", description = "CTDL Course"))
            })
    @ApiResponse(responseCode = "404", description = "There has never been such an offering.")
    @ApiResponse(responseCode = "410", description = "It was withdrawn.")
    @GetMapping(
            path = "/api/v1/offerings/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, LD_JSON, CTDL_JSON})
    Mono<ResponseEntity<Object>> show(@PathVariable UUID id, ServerHttpRequest request) {
        new Parameters(request.getQueryParams()).check();
        return catalogue
                .byId(id.toString())
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no offering " + id)))
                .flatMap(lookup -> answer(lookup, request));
    }

    private Mono<ResponseEntity<Object>> answer(Lookup lookup, ServerHttpRequest request) {
        return switch (lookup) {
            case Listed listed ->
                answer(listed, Accepted.best(OFFERED, request.getHeaders().getAccept()));
            case Lookup.Withdrawn withdrawn ->
                throw Problem.of(
                        HttpStatus.GONE,
                        "withdrawn",
                        "No longer offered",
                        "The offering '%s' was withdrawn."
                                .formatted(withdrawn.offering().elements().title()));
        };
    }

    private Mono<ResponseEntity<Object>> answer(Listed listed, MediaType type) {
        return body(listed, type)
                .map(body -> ResponseEntity.ok()
                        .contentType(type)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .body(body));
    }

    private Mono<Object> body(Listed listed, MediaType type) {
        return switch (type.toString()) {
            case LD_JSON -> Mono.just(new CourseMarkup(listed, origin, LocalDate.now(clock)).toJson());
            case CTDL_JSON ->
                pathways.with(listed.offering().id()).map(partOf -> new CtdlMarkup(listed, partOf, origin).toJson());
            default -> Mono.just(OfferingDetail.of(listed, origin, LocalDate.now(clock)));
        };
    }
}
