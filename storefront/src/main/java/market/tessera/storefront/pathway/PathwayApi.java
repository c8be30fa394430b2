package market.tessera.storefront.pathway;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.problem.Parameters;
import market.tessera.platform.problem.Problem;
import market.tessera.storefront.api.Accepted;
import market.tessera.storefront.catalogue.Pathways;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Pathways for programs: all of them, and each in our own shape or as CTDL. */
@RestController
@Tag(name = "Catalogue")
class PathwayApi {
    private static final String CTDL_JSON = "application/vnd.ctdl+json";
    private static final long MOST = 100;
    private static final long USUAL = 20;
    private static final int LONGEST = 36;
    private static final List<MediaType> OFFERED =
            List.of(MediaType.APPLICATION_JSON, MediaType.parseMediaType(CTDL_JSON));

    private final Pathways pathways;
    private final Surroundings surroundings;
    private final String origin;

    PathwayApi(Pathways pathways, Surroundings surroundings, @Value("${tessera.public-url}") String origin) {
        this.pathways = pathways;
        this.surroundings = surroundings;
        this.origin = origin;
    }

    @Operation(
            operationId = "listPathways",
            summary = "All pathways, a page at a time",
            parameters = {
                @Parameter(
                        name = "limit",
                        in = ParameterIn.QUERY,
                        description = "Number of items.",
                        schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20")),
                @Parameter(
                        name = "cursor",
                        in = ParameterIn.QUERY,
                        description = "The next of an earlier answer.",
                        schema = @Schema(type = "string", maxLength = LONGEST))
            })
    @GetMapping(path = "/api/v1/pathways", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<PathwayList> list(ServerHttpRequest request) {
        var parameters = new Parameters(request.getQueryParams());
        var limit = parameters.number("limit", 1, MOST).orElse(USUAL).intValue();
        var cursor = parameters.text("cursor", LONGEST);
        parameters.check();
        return pathways.after(cursor, limit + 1).map(found -> PathwayList.of(found, limit, origin));
    }

    @Operation(operationId = "getPathway", summary = "One pathway: what it takes and where it leads")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = PathwayDetail.class)),
                @Content(mediaType = CTDL_JSON, schema = @Schema(type = "object", description = "CTDL Pathway"))
            })
    @ApiResponse(responseCode = "404", description = "There is no such pathway, or it has ended.")
    @GetMapping(
            path = "/api/v1/pathways/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, CTDL_JSON})
    Mono<ResponseEntity<Object>> show(@PathVariable UUID id, ServerHttpRequest request) {
        new Parameters(request.getQueryParams()).check();
        var type = Accepted.best(OFFERED, request.getHeaders().getAccept());
        return pathways.byId(id.toString())
                .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no pathway " + id)))
                .flatMap(surroundings::of)
                .map(around -> ResponseEntity.ok()
                        .contentType(type)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .body(body(around, type)));
    }

    private Object body(Around around, MediaType type) {
        return type.toString().equals(CTDL_JSON)
                ? new CtdlPathway(around, origin).toJson()
                : PathwayDetail.of(around.pathway(), origin);
    }
}
