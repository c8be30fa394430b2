package market.tessera.provider.media;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes a picture that somebody sends with a form: small enough, of a kind that is read, made anew before anybody sees it. */
@Service
public class TakePicture {
    /** So many forms are held in memory at a time, whole or in part. */
    static final int PLACES = 8;
    /** Who sends no faster leaves the place to others. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Semaphore places = new Semaphore(PLACES);
    private final Media media;
    private final Scheduler workshop;
    private final MediaProperties properties;

    TakePicture(Media media, Scheduler mediaWorkshop, MediaProperties properties) {
        this.media = media;
        this.workshop = mediaWorkshop;
        this.properties = properties;
    }

    /** What came of it. */
    public sealed interface Taken {
        /** @param address on this marketplace, such as {@code /media/…} */
        record Kept(String address) implements Taken {}

        record Refused(Refusal why) implements Taken {}
    }

    /**
     * Reads a form, of which the file may be too large for {@link #take} already, and keeps its place until {@code work} on it has ended.
     *
     * @param busy the answer if no place is free; nothing of the form is read then
     */
    public <T> Mono<T> receive(ServerWebExchange exchange, Function<UploadedForm, Mono<T>> work, Mono<T> busy) {
        return Mono.using(places::tryAcquire, placed -> placed ? form(exchange).flatMap(work) : busy, this::leave);
    }

    private Mono<UploadedForm> form(ServerWebExchange exchange) {
        return UploadedForm.read(exchange.getRequest(), properties.maxPicture())
                .timeout(LONGEST, Mono.error(() -> new ResponseStatusException(HttpStatus.REQUEST_TIMEOUT)));
    }

    private void leave(boolean placed) {
        if (placed) {
            places.release();
        }
    }

    public Mono<Taken> take(UUID provider, UploadedForm form, Shape shape) {
        return form.tooLarge()
                ? Mono.just(new Taken.Refused(Refusal.TOO_LARGE))
                : Mono.fromCallable(() -> Picture.read(form.file().bytes(), shape))
                        .subscribeOn(workshop)
                        .flatMap(reading -> switch (reading) {
                            case Picture.Reading.Read(var picture) -> keep(provider, picture);
                            case Picture.Reading.Refused(var why) -> Mono.just(new Taken.Refused(why));
                        });
    }

    private Mono<Taken> keep(UUID provider, Picture picture) {
        return media.keep(provider, new Media.Made(picture.type(), picture.content(), picture.card(), null))
                .<Taken>map(Taken.Kept::new)
                .defaultIfEmpty(new Taken.Refused(Refusal.FULL));
    }
}
