package market.tessera.provider.attachment;

import java.util.UUID;
import java.util.function.Function;
import market.tessera.provider.media.Content;
import market.tessera.provider.media.Media;
import market.tessera.provider.media.MediaProperties;
import market.tessera.provider.media.Reception;
import market.tessera.provider.media.Refusal;
import market.tessera.provider.media.UploadedForm;
import market.tessera.provider.pdf.CleanPdf;
import market.tessera.provider.pdf.CleanPdf.Label;
import org.springframework.stereotype.Service;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes a document that somebody sends: small enough, a PDF that can be read, written anew before anybody sees it. */
@Service
public class TakeDocument {
    private final Media media;
    private final Scheduler workshop;
    private final Reception reception;
    private final MediaProperties properties;

    TakeDocument(Media media, Scheduler mediaWorkshop, Reception reception, MediaProperties properties) {
        this.media = media;
        this.workshop = mediaWorkshop;
        this.reception = reception;
        this.properties = properties;
    }

    /** What came of it. */
    public sealed interface Taken {
        /**
         * @param address on this marketplace, such as {@code /media/…}
         * @param size in bytes, as it is given out
         */
        record Kept(String address, int size, int pages) implements Taken {}

        record Refused(Refusal why) implements Taken {}
    }

    /** As {@link Reception#form}. */
    public <T> Mono<T> receive(
            ServerWebExchange exchange, Function<UploadedForm, Mono<T>> work, Function<UploadedForm, Mono<T>> busy) {
        return reception.form(exchange, Reception.Kind.DOCUMENT, work, busy);
    }

    /**
     * @param title of the document, which the file carries and is called by where it is saved
     * @param language BCP 47, in case that the file does not say it
     */
    public Mono<Taken> take(UUID provider, UploadedForm form, String title, String language) {
        return form.tooLarge()
                ? Mono.just(new Taken.Refused(Refusal.DOCUMENT_TOO_LARGE))
                : take(provider, form.file(), title, language);
    }

    /** As {@link #take(UUID, UploadedForm, String, String)}, of a file that came in some other way. */
    public Mono<Taken> take(UUID provider, Content file, String title, String language) {
        return Mono.fromCallable(() -> CleanPdf.read(file, new Label(title, language), properties.maxPages()))
                .subscribeOn(workshop)
                .flatMap(reading -> switch (reading) {
                    case CleanPdf.Reading.Read(var pdf) -> keep(provider, pdf, title);
                    case CleanPdf.Reading.Refused(var why) -> Mono.just(new Taken.Refused(why));
                });
    }

    private Mono<Taken> keep(UUID provider, CleanPdf pdf, String title) {
        return media.keep(provider, Media.Made.document(pdf.content(), pdf.pages(), FileName.of(title)))
                .<Taken>map(address -> new Taken.Kept(address, pdf.content().size(), pdf.pages()))
                .defaultIfEmpty(new Taken.Refused(Refusal.FULL));
    }
}
