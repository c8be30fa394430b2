package market.tessera.provider.fetching;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import market.tessera.platform.outbound.Downloads;
import market.tessera.platform.outbound.Downloads.Outcome;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import market.tessera.provider.media.Content;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Brings a file from an address that a catalogue names: from the public internet only, so many bytes and so long and no more, see {@link Downloads}. */
@Component
public class FetchFile {
    private final Downloads downloads;
    private final Outbound outbound;
    private final MessageSource messages;

    FetchFile(Downloads downloads, Outbound outbound, MessageSource messages) {
        this.downloads = downloads;
        this.outbound = outbound;
        this.messages = messages;
    }

    /**
     * What is to be brought.
     *
     * @param types what servers may say that it is; what it is, is told by the file itself
     * @param state of what was brought before; a server that still has the same says so
     * @param most bytes
     */
    public record Wish(String address, Set<MediaType> types, State state, long most, Duration patience) {}

    public sealed interface Fetched {
        record Came(Content file, State state) implements Fetched {}

        /** It is as it was. */
        record Same() implements Fetched {}

        /**
         * @param words why
         * @param passing whether it may be otherwise in a while
         */
        record Failed(String words, boolean passing) implements Fetched {}
    }

    public Mono<Fetched> fetch(Wish wish) {
        return Mono.usingWhen(
                        Mono.fromCallable(() -> Files.createTempFile("tessera-file-", ".part"))
                                .subscribeOn(Schedulers.boundedElastic()),
                        file -> fetch(wish, file),
                        FetchFile::gone)
                .onErrorResume(Unreachable.class, failure -> Mono.just(failed(failure)));
    }

    private static Mono<Void> gone(Path file) {
        return Mono.<Void>fromCallable(() -> {
                    Files.deleteIfExists(file);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Fetched> fetch(Wish wish, Path file) {
        return gone(file).then(bring(wish, file)).flatMap(outcome -> switch (outcome) {
            case Outcome.Same() -> Mono.just(new Fetched.Same());
            case Outcome.Brought brought -> read(file, brought.state());
        });
    }

    private Mono<Outcome> bring(Wish wish, Path file) {
        return Mono.justOrEmpty(outbound.address(wish.address()))
                .switchIfEmpty(Mono.error(() -> new Unreachable(Reason.NOT_ALLOWED)))
                .flatMap(place ->
                        downloads.bring(new Downloads.Wish(place, wish.types(), wish.state(), null, wish.most()), file))
                .timeout(wish.patience(), Mono.error(() -> new Unreachable(Reason.TIMED_OUT)));
    }

    private static Mono<Fetched> read(Path file, State state) {
        return Mono.<Fetched>fromCallable(() -> new Fetched.Came(Content.of(Files.readAllBytes(file)), state))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Fetched failed(Unreachable failure) {
        var words =
                messages.getMessage("imports.files.failure." + failure.reason().key(), null, Locale.ENGLISH);
        return switch (failure.reason()) {
            case STATUS -> new Fetched.Failed("%s (%s)".formatted(words, failure.detail()), passing(failure.detail()));
            case NO_ANSWER, TIMED_OUT, UNKNOWN_HOST -> new Fetched.Failed(words, true);
            case NOT_CONNECTED, NOT_ALLOWED, REFUSED, TOO_LONG, WRONG_TYPE, MALFORMED, NO_KEYS ->
                new Fetched.Failed(words, false);
        };
    }

    /** What a server says that has no time at this moment. */
    private static boolean passing(String status) {
        return status.startsWith("5") || status.equals("429") || status.equals("408");
    }
}
