package market.tessera.provider.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * A form with one file, read as it comes in. What is larger than it may be is not read to its end; fields that stand behind it are lost then.
 *
 * @param file empty if none was sent
 * @param name of the file, as it was sent
 * @param tooLarge whether the reading was broken off
 */
public record UploadedForm(Map<String, String> fields, Content file, String name, boolean tooLarge) {
    /** One of which nothing was read. */
    static final UploadedForm NONE = new UploadedForm(Map.of(), Content.of(new byte[0]), "", true);

    private static final int MOST_TYPED = 10_000;
    private static final int MOST_PARTS = 20;
    private static final PartEventHttpMessageReader PARTS = parts();

    private static PartEventHttpMessageReader parts() {
        var reader = new PartEventHttpMessageReader();
        reader.setMaxParts(MOST_PARTS);
        return reader;
    }

    /** As it was typed, without blanks around it; empty if nothing was. */
    public String field(String field) {
        return fields.getOrDefault(field, "").strip();
    }

    /**
     * Fails with 415 if the request is no such form.
     *
     * @param most bytes of the file
     */
    static Mono<UploadedForm> read(ServerHttpRequest request, DataSize most) {
        if (!MediaType.MULTIPART_FORM_DATA.isCompatibleWith(request.getHeaders().getContentType())) {
            return Mono.error(new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE));
        }
        return Mono.defer(() -> {
            var incoming = new Incoming(most.toBytes());
            return PARTS.read(ResolvableType.forClass(PartEvent.class), request, Map.of())
                    .doOnNext(incoming::take)
                    .takeUntil(_ -> incoming.tooLarge)
                    .then(Mono.fromSupplier(incoming::form));
        });
    }

    /** A request that is nothing but a file. */
    static Mono<UploadedForm> bare(ServerHttpRequest request, DataSize most) {
        return Mono.defer(() -> {
            var incoming = new Incoming(most.toBytes());
            return request.getBody()
                    .doOnNext(incoming::take)
                    .takeUntil(_ -> incoming.tooLarge)
                    .then(Mono.fromSupplier(incoming::form));
        });
    }

    private static final class Incoming {
        private final long most;
        private final Map<String, ByteArrayOutputStream> fields = new LinkedHashMap<>();
        private final ByteArrayOutputStream file = new ByteArrayOutputStream();
        private String name = "";
        private boolean tooLarge;

        Incoming(long most) {
            this.most = most;
        }

        void take(PartEvent part) {
            if (part instanceof FilePartEvent sent) {
                name = sent.filename();
                keep(part.content(), file, most);
            } else {
                keep(part.content(), fields.computeIfAbsent(part.name(), _ -> new ByteArrayOutputStream()), MOST_TYPED);
            }
        }

        void take(DataBuffer piece) {
            keep(piece, file, most);
        }

        private void keep(DataBuffer content, ByteArrayOutputStream kept, long mostOfIt) {
            var bytes = new byte[content.readableByteCount()];
            content.read(bytes);
            DataBufferUtils.release(content);
            tooLarge |= kept.size() + bytes.length > mostOfIt;
            if (!tooLarge) {
                kept.writeBytes(bytes);
            }
        }

        UploadedForm form() {
            var typed = new LinkedHashMap<String, String>();
            fields.forEach((field, bytes) -> typed.put(field, bytes.toString(StandardCharsets.UTF_8)));
            return new UploadedForm(typed, Content.of(tooLarge ? new byte[0] : file.toByteArray()), name, tooLarge);
        }
    }
}
