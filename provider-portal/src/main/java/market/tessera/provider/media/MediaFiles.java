package market.tessera.provider.media;

import static market.tessera.platform.problem.Missing.notFound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import market.tessera.provider.tenancy.Tenants;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives files out: to everybody what a public version names, to the provider's people the rest as well. What an address stands for never
 * changes; whether it is public does.
 */
@RestController
@RequestMapping("/media/{digest}")
class MediaFiles {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final CacheControl ASK_AGAIN = CacheControl.noCache().cachePrivate();

    private final Media media;

    MediaFiles(Media media) {
        this.media = media;
    }

    @GetMapping
    Mono<ResponseEntity<Flux<DataBuffer>>> whole(@PathVariable String digest) {
        return answer(digest, false);
    }

    /** The small one, where there is one. */
    @GetMapping("/card")
    Mono<ResponseEntity<Flux<DataBuffer>>> card(@PathVariable String digest) {
        return answer(digest, true);
    }

    private Mono<ResponseEntity<Flux<DataBuffer>>> answer(String digest, boolean card) {
        return Tenants.unbound(media.ofEverybody(digest, card))
                .map(file -> answer(digest, file, FOR_EVER, Tenants.unbound(media.content(digest, file))))
                .switchIfEmpty(Mono.defer(() -> media.own(digest, card)
                        .map(file -> answer(digest, file, ASK_AGAIN, media.content(digest, file)))))
                .switchIfEmpty(notFound());
    }

    private static ResponseEntity<Flux<DataBuffer>> answer(
            String digest, Media.File file, CacheControl cache, Flux<Content> content) {
        var answer = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type()))
                .contentLength(file.size())
                .cacheControl(cache)
                .eTag(digest)
                .header("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
        if (file.name() != null) {
            answer.header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(file.name(), StandardCharsets.UTF_8)
                            .build()
                            .toString());
        }
        return answer.body(content.map(piece -> DefaultDataBufferFactory.sharedInstance.wrap(piece.bytes())));
    }
}
