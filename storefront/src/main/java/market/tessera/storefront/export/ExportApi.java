package market.tessera.storefront.export;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import market.tessera.platform.problem.Parameters;
import market.tessera.storefront.export.CatalogueExport.Edition;
import market.tessera.storefront.offering.OfferingDetail;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The export for programs that keep a copy. */
@RestController
@Tag(name = "Mirroring")
class ExportApi {
    static final String CHANGES_SINCE = "Changes-Since";

    private final CatalogueExport export;
    private final Clock clock;

    ExportApi(CatalogueExport export, Clock clock) {
        this.export = export;
        this.clock = clock;
    }

    @Operation(operationId = "exportOfferings", summary = "The whole catalogue, one offering a line", description = """
                    Compressed with gzip unless `Accept-Encoding` refuses that, written while it is read, as the catalogue is at one moment. \
                    Each line is what `GET /api/v1/offerings/{id}` answers. Go on with `/api/v1/changes?since=` and the `Changes-Since` of the answer: \
                    nothing is missing between the two, some changes may be told that the export holds already. A file that was cut off does not \
                    end as gzip ends.""")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                            schema = @Schema(implementation = OfferingDetail.class)),
            headers =
                    @Header(
                            name = CHANGES_SINCE,
                            description = "Where the changes go on.",
                            schema = @Schema(type = "string")))
    @GetMapping(path = "/api/v1/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    Mono<ResponseEntity<Flux<DataBuffer>>> export(ServerWebExchange exchange) {
        new Parameters(exchange.getRequest().getQueryParams()).check();
        return export.edition().map(edition -> answer(exchange, edition));
    }

    private ResponseEntity<Flux<DataBuffer>> answer(ServerWebExchange exchange, Edition edition) {
        var since = edition.since();
        var compressed = takesGzip(exchange.getRequest().getHeaders().get(HttpHeaders.ACCEPT_ENCODING));
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_NDJSON);
        headers.setVary(List.of(HttpHeaders.ACCEPT_ENCODING));
        headers.setCacheControl("public, max-age=0, must-revalidate");
        headers.set(CHANGES_SINCE, since);
        headers.set(HttpHeaders.LINK, "</api/v1/changes?since=%s>; rel=\"next\"".formatted(since));
        headers.set("X-Accel-Buffering", "no");
        if (exchange.checkNotModified(tag(since, compressed))) {
            return new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED);
        }
        if (compressed) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
                ? new ResponseEntity<>(headers, HttpStatus.OK)
                : new ResponseEntity<>(body(exchange, edition, compressed), headers, HttpStatus.OK);
    }

    private Flux<DataBuffer> body(ServerWebExchange exchange, Edition edition, boolean compressed) {
        return export.file(edition, compressed, exchange.getResponse().bufferFactory());
    }

    /** Weak: seats that were sold since make no other tag. */
    private String tag(String since, boolean compressed) {
        return "W/\"%s-%s%s\"".formatted(since, LocalDate.now(clock), compressed ? "-gzip" : "");
    }

    /** Whoever says nothing takes anything. */
    private static boolean takesGzip(@org.jspecify.annotations.Nullable List<String> accepted) {
        return accepted == null
                || accepted.stream()
                        .flatMap(line ->
                                List.of(line.toLowerCase(java.util.Locale.ROOT).split(",")).stream())
                        .map(String::strip)
                        .anyMatch(coding -> coding.matches("(gzip|x-gzip|\\*)(\\s*;\\s*q=(?!0(\\.0*)?$).*)?"));
    }
}
