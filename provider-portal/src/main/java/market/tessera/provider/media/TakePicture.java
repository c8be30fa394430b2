package market.tessera.provider.media;

import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes a picture that somebody sends with a form: small enough, of a kind that is read, made anew before anybody sees it. */
@Service
public class TakePicture {
    private final Media media;
    private final Scheduler workshop;
    private final Reception reception;

    TakePicture(Media media, Scheduler mediaWorkshop, Reception reception) {
        this.media = media;
        this.workshop = mediaWorkshop;
        this.reception = reception;
    }

    /** What came of it. */
    public sealed interface Taken {
        /** @param address on this marketplace, such as {@code /media/…} */
        record Kept(String address) implements Taken {}

        record Refused(Refusal why) implements Taken {}
    }

    /** As {@link Reception#form}. */
    public <T> Mono<T> receive(
            ServerWebExchange exchange, Function<UploadedForm, Mono<T>> work, Function<UploadedForm, Mono<T>> busy) {
        return reception.form(exchange, Reception.Kind.PICTURE, work, busy);
    }

    public Mono<Taken> take(UUID provider, UploadedForm form, Shape shape) {
        return form.tooLarge() ? Mono.just(new Taken.Refused(Refusal.TOO_LARGE)) : take(provider, form.file(), shape);
    }

    /** As {@link #take(UUID, UploadedForm, Shape)}, of a file that came in some other way. */
    public Mono<Taken> take(UUID provider, Content file, Shape shape) {
        return Mono.fromCallable(() -> Picture.read(file.bytes(), shape))
                .subscribeOn(workshop)
                .flatMap(reading -> switch (reading) {
                    case Picture.Reading.Read(var picture) -> keep(provider, picture);
                    case Picture.Reading.Refused(var why) -> Mono.just(new Taken.Refused(why));
                });
    }

    private Mono<Taken> keep(UUID provider, Picture picture) {
        return media.keep(provider, Media.Made.picture(picture.type(), picture.content(), picture.card()))
                .<Taken>map(Taken.Kept::new)
                .defaultIfEmpty(new Taken.Refused(Refusal.FULL));
    }
}
