package market.tessera.provider.importpictures;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.platform.outbound.Downloads;
import market.tessera.platform.outbound.Downloads.Outcome;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import market.tessera.provider.importpictures.ImportPictures.Known;
import market.tessera.provider.media.Content;
import market.tessera.provider.media.Shape;
import market.tessera.provider.media.TakePicture;
import market.tessera.provider.media.TakePicture.Taken;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Brings a picture from its address and makes of it what is made of an upload: small enough, of a kind that is read, nothing of the file but its pixels. */
@Component
class FetchPicture {
    private static final int LARGEST = 5 * 1024 * 1024;
    /** What servers say of pictures; what it is, is told by the file itself. */
    private static final Set<MediaType> TYPES = Stream.of(
                    "image/png", "image/jpeg", "image/jpg", "image/webp", "application/octet-stream", "binary/octet-stream")
            .map(MediaType::parseMediaType)
            .collect(Collectors.toSet());

    private final Downloads downloads;
    private final Outbound outbound;
    private final TakePicture pictures;
    private final Setting setting;

    FetchPicture(Downloads downloads, Outbound outbound, TakePicture pictures, Setting setting) {
        this.downloads = downloads;
        this.outbound = outbound;
        this.pictures = pictures;
        this.setting = setting;
    }

    @Component
    record Setting(PictureProperties properties, MessageSource messages, Clock clock) {}

    sealed interface Fetched {
        record Came(Known picture) implements Fetched {}

        record Same(Known picture) implements Fetched {}

        /**
         * @param words why
         * @param passing whether it may be otherwise in a while
         */
        record Failed(String words, boolean passing) implements Fetched {}
    }

    /** @param known what came from there before; null for nothing that is still kept */
    Mono<Fetched> fetch(UUID provider, String address, @Nullable Known known) {
        return Mono.usingWhen(
                        Mono.fromCallable(() -> Files.createTempFile("tessera-picture-", ".part"))
                                .subscribeOn(Schedulers.boundedElastic()),
                        file -> fetch(provider, address, known, file),
                        FetchPicture::gone)
                .onErrorResume(Unreachable.class, failure -> Mono.just(failed(failure)));
    }

    private static Mono<Void> gone(Path file) {
        return Mono.<Void>fromCallable(() -> {
                    Files.deleteIfExists(file);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Fetched> fetch(UUID provider, String address, @Nullable Known known, Path file) {
        return Mono.justOrEmpty(outbound.address(address))
                .switchIfEmpty(Mono.error(() -> new Unreachable(Reason.NOT_ALLOWED)))
                .flatMap(place -> gone(file).then(bring(place, known, file)))
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Same() -> same(known);
                    case Outcome.Brought brought -> made(provider, file, brought.state());
                });
    }

    /** Who was not told what we have cannot know that it is the same. */
    private Mono<Fetched> same(@Nullable Known known) {
        return known == null
                ? Mono.error(new Unreachable(Reason.MALFORMED))
                : Mono.just(new Fetched.Same(
                        new Known(known.media(), known.state(), setting.clock().instant())));
    }

    private Mono<Outcome> bring(URI place, @Nullable Known known, Path file) {
        var state = known == null ? State.NONE : known.state();
        return downloads
                .bring(new Downloads.Wish(place, TYPES, state, null, LARGEST), file)
                .timeout(setting.properties().patience(), Mono.error(() -> new Unreachable(Reason.TIMED_OUT)));
    }

    private Mono<Fetched> made(UUID provider, Path file, State state) {
        return Mono.fromCallable(() -> Content.of(Files.readAllBytes(file)))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(content -> pictures.take(provider, content, Shape.OFFERING))
                .map(taken -> switch (taken) {
                    case Taken.Kept(var media) ->
                        new Fetched.Came(new Known(media, state, setting.clock().instant()));
                    case Taken.Refused(var why) -> new Fetched.Failed(say("media.refused." + why.key()), false);
                });
    }

    private Fetched failed(Unreachable failure) {
        var words = say("imports.pictures.failure." + failure.reason().key());
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

    private String say(String key) {
        return setting.messages().getMessage(key, null, Locale.ENGLISH);
    }
}
