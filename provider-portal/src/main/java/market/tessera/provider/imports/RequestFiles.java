package market.tessera.provider.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import market.tessera.platform.problem.Problem;
import market.tessera.provider.mapping.Mappings;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
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

    private final DataSize maxSize;

    RequestFiles(ImportProperties properties) {
        this.maxSize = properties.maxSize();
    }

    Flux<Upload> of(ServerWebExchange exchange, Mappings.Outcome.@Nullable Ready mapping) {
        var headers = exchange.getRequest().getHeaders();
        if (headers.getContentLength() > maxSize.toBytes()) {
            return Flux.error(new Upload.TooLarge());
        }
        var type = headers.getContentType();
        var budget = new AtomicLong(maxSize.toBytes());
        if (type != null && type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA)) {
            return parts(exchange, mapping, budget);
        }
        var input = input(type, mapping);
        return Flux.just(new Upload(input, target -> write(exchange.getRequest().getBody(), target, budget)));
    }

    private static String input(@Nullable MediaType type, Mappings.Outcome.@Nullable Ready mapping) {
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
        throw Problem.of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-catalogue",
                "Unsupported format",
                "Catalogues are taken as application/json (the catalogue format, or rows with ?mapping=NAME), as text/csv with"
                        + " ?mapping=NAME, or as multipart/form-data with one part per input of the mapping. %s is not among them."
                                .formatted(type == null ? "A request without Content-Type" : type));
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
