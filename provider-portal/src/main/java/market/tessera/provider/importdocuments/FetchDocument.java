package market.tessera.provider.importdocuments;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.provider.attachment.TakeDocument;
import market.tessera.provider.attachment.TakeDocument.Taken;
import market.tessera.provider.fetching.FetchFile;
import market.tessera.provider.importdocuments.ImportDocuments.Named;
import market.tessera.provider.media.Content;
import market.tessera.provider.offering.Attachment;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Brings a document from its address and makes of it what is made of an upload: a PDF that can be read, written anew. */
@Component
class FetchDocument {
    private static final int LARGEST = 10 * 1024 * 1024;
    private static final Set<MediaType> TYPES = Set.of(
            MediaType.APPLICATION_PDF,
            MediaType.APPLICATION_OCTET_STREAM,
            MediaType.parseMediaType("binary/octet-stream"));

    private final FetchFile files;
    private final TakeDocument documents;
    private final DocumentProperties properties;
    private final MessageSource messages;

    FetchDocument(FetchFile files, TakeDocument documents, DocumentProperties properties, MessageSource messages) {
        this.files = files;
        this.documents = documents;
        this.properties = properties;
        this.messages = messages;
    }

    sealed interface Fetched {
        Named document();

        record Came(Named document, Attachment attachment, State state) implements Fetched {}

        record Same(Named document) implements Fetched {}

        /**
         * @param words why
         * @param passing whether it may be otherwise in a while
         */
        record Failed(Named document, String words, boolean passing) implements Fetched {}
    }

    /** What of it is in the offering already is only brought if it has changed. */
    Mono<Fetched> fetch(UUID provider, Named document) {
        var state = document.placed() == null ? State.NONE : document.state();
        return files.fetch(new FetchFile.Wish(document.address(), TYPES, state, LARGEST, properties.patience()))
                .flatMap(fetched -> switch (fetched) {
                    case FetchFile.Fetched.Came(var file, var answered) -> made(provider, document, file, answered);
                    case FetchFile.Fetched.Same() -> Mono.just(new Fetched.Same(document));
                    case FetchFile.Fetched.Failed(var words, var passing) ->
                        Mono.just(new Fetched.Failed(document, words, passing));
                });
    }

    private Mono<Fetched> made(UUID provider, Named document, Content file, State state) {
        return documents
                .take(provider, file, document.title(), document.language())
                .map(taken -> switch (taken) {
                    case Taken.Kept(var address, var size, var pages) ->
                        new Fetched.Came(
                                document,
                                new Attachment(
                                        address, document.title(), document.type(), document.language(), size, pages),
                                state);
                    case Taken.Refused(var why) ->
                        new Fetched.Failed(
                                document,
                                messages.getMessage("media.refused." + why.key(), null, Locale.ENGLISH),
                                false);
                });
    }
}
