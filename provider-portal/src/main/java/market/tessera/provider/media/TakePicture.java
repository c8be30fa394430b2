package market.tessera.provider.media;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes a picture that somebody sends with a form: small enough, of a kind that is read, made anew before anybody sees it. */
@Service
public class TakePicture {
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

    /** The form, of which the file may be too large for {@link #take} already. */
    public Mono<UploadedForm> form(ServerWebExchange exchange) {
        return UploadedForm.read(exchange.getRequest(), properties.maxPicture());
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
