package market.tessera.provider.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import market.tessera.platform.problem.Problem;
import market.tessera.provider.formats.CatalogueSource;
import market.tessera.provider.formats.LinkedDataSource;
import market.tessera.provider.importjobs.ImportProperties;
import market.tessera.provider.mapping.Mappings;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The files that a request brings: its body, or the parts of a form named after the mapping's inputs. Goes straight to disk. */
@Component
class RequestFiles {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");
    private static final List<MediaType> LINKED =
            List.of(MediaType.parseMediaType("application/ld+json"), MediaType.TEXT_HTML);

    private final DataSize maxSize;

    RequestFiles(ImportProperties properties) {
        this.maxSize = properties.maxSize();
    }

    /** @param format of JSON that is read without a mapping; null for the catalogue's own */
    Flux<Upload> of(ServerWebExchange exchange, Mappings.Outcome.@Nullable Ready mapping, @Nullable String format) {
        var headers = exchange.getRequest().getHeaders();
        if (headers.getContentLength() > maxSize.toBytes()) {
            return Flux.error(new Upload.TooLarge());
        }
        var type = headers.getContentType();
        var budget = new AtomicLong(maxSize.toBytes());
        if (type != null && type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA)) {
            return parts(exchange, mapping, budget);
        }
        refuseCompressed(headers);
        var input = input(type, mapping, format);
        return Flux.just(new Upload(input, target -> write(exchange.getRequest().getBody(), target, budget)));
    }

    private static void refuseCompressed(HttpHeaders headers) {
        if (headers.getFirst(HttpHeaders.CONTENT_ENCODING) != null) {
            throw unsupported("Files are taken as they are, without Content-Encoding.");
        }
    }

    private static String input(
            @Nullable MediaType type, Mappings.Outcome.@Nullable Ready mapping, @Nullable String format) {
        if (type != null && mapping == null && LINKED.stream().anyMatch(type::equalsTypeAndSubtype)) {
            return LinkedDataSource.INPUT;
        }
        if (type != null
                && format != null
                && mapping == null
                && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
            return format;
        }
        if (type != null && (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) || type.equalsTypeAndSubtype(CSV))) {
            if (mapping != null) {
                return mapping.mapping().mainInput();
            }
            if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
                return CatalogueSource.INPUT;
            }
            throw Problem.invalid(
                    List.of(Problem.Violation.parameter("mapping", "A CSV file needs a mapping: ?mapping=NAME")));
        }
        throw unsupported(
                "Catalogues are taken as application/json (the catalogue format, rows with ?mapping=NAME, or ?format=edu-api), as"
                        + " application/ld+json (CTDL or schema.org), as text/html (a page with JSON-LD in it), as text/csv with"
                        + " ?mapping=NAME, or as multipart/form-data with one part per input of the mapping. %s is not among them."
                                .formatted(type == null ? "A request without Content-Type" : type));
    }

    private static Problem unsupported(String detail) {
        return Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-catalogue", "Unsupported format", detail);
    }

    private static Flux<Upload> parts(
            ServerWebExchange exchange, Mappings.Outcome.@Nullable Ready mapping, AtomicLong budget) {
        if (mapping == null) {
            return Flux.error(Problem.invalid(
                    List.of(Problem.Violation.parameter("mapping", "A form needs a mapping: ?mapping=NAME"))));
        }
        return exchange.getMultipartData()
                .flatMapIterable(form -> form.values().stream()
                        .flatMap(List::stream)
                        .map(part -> upload(part, mapping, budget))
                        .toList());
    }

    /** The part's name becomes a file name, so it has to be one of the mapping's own. */
    private static Upload upload(Part part, Mappings.Outcome.Ready mapping, AtomicLong budget) {
        if (!mapping.mapping().inputs().containsKey(part.name())) {
            throw Problem.invalid(List.of(Problem.Violation.pointer(
                    "",
                    "The mapping “%s” has no input “%s”"
                            .formatted(mapping.mapping().name(), part.name()))));
        }
        return new Upload(part.name(), target -> write(part.content(), target, budget));
    }

    private static Mono<Void> write(Flux<DataBuffer> content, Path target, AtomicLong budget) {
        return DataBufferUtils.write(content.doOnNext(buffer -> spend(buffer, budget)), target);
    }

    private static void spend(DataBuffer buffer, AtomicLong budget) {
        if (budget.addAndGet(-buffer.readableByteCount()) < 0) {
            DataBufferUtils.release(buffer);
            throw new Upload.TooLarge();
        }
    }
}
