package market.tessera.provider.media;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where files come in: as many at a time as there is memory for, whole or in part. */
@Component
public class Reception {
    static final int PLACES = 8;
    /** Who sends no faster leaves the place to others. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration LONGEST_FOR_WORDS = Duration.ofSeconds(10);
    private static final DataSize NO_FILE = DataSize.ofBytes(0);

    private final Semaphore places = new Semaphore(PLACES);
    private final MediaProperties properties;

    Reception(MediaProperties properties) {
        this.properties = properties;
    }

    /** What is sent. */
    public enum Kind {
        PICTURE,
        DOCUMENT;

        /** A document may be as large as two pictures. */
        private int places() {
            return switch (this) {
                case PICTURE -> 1;
                case DOCUMENT -> 2;
            };
        }
    }

    /**
     * Reads a form, of which the file may be too large to be taken, and keeps its place until {@code work} on it has ended.
     *
     * @param busy the answer if no place is free, to the words that stand before the file; the file is not read then
     */
    public <T> Mono<T> form(
            ServerWebExchange exchange,
            Kind kind,
            Function<UploadedForm, Mono<T>> work,
            Function<UploadedForm, Mono<T>> busy) {
        var request = exchange.getRequest();
        var words = UploadedForm.read(request, NO_FILE).timeout(LONGEST_FOR_WORDS, Mono.just(UploadedForm.NONE));
        return placed(kind, UploadedForm.read(request, most(kind)), work, words.flatMap(busy));
    }

    /**
     * As {@link #form}, of a request that is nothing but the file.
     *
     * @param busy the answer if no place is free; nothing of the request is read then
     */
    public <T> Mono<T> file(ServerWebExchange exchange, Kind kind, Function<UploadedForm, Mono<T>> work, Mono<T> busy) {
        return placed(kind, UploadedForm.bare(exchange.getRequest(), most(kind)), work, busy);
    }

    private <T> Mono<T> placed(Kind kind, Mono<UploadedForm> form, Function<UploadedForm, Mono<T>> work, Mono<T> busy) {
        return Mono.using(
                () -> places.tryAcquire(kind.places()),
                placed -> placed ? inTime(form).flatMap(work) : busy,
                placed -> leave(kind, placed));
    }

    private static Mono<UploadedForm> inTime(Mono<UploadedForm> form) {
        return form.timeout(LONGEST, Mono.error(() -> new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT)));
    }

    private void leave(Kind kind, boolean placed) {
        if (placed) {
            places.release(kind.places());
        }
    }

    private DataSize most(Kind kind) {
        return switch (kind) {
            case PICTURE -> properties.maxPicture();
            case DOCUMENT -> properties.maxDocument();
        };
    }
}
