package market.tessera.provider.importpictures;

import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.provider.fetching.FetchFile;
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

/** Brings a picture from its address and makes of it what is made of an upload: small enough, of a kind that is read, nothing of the file but its pixels. */
@Component
class FetchPicture {
    private static final int LARGEST = 5 * 1024 * 1024;
    private static final Set<MediaType> TYPES = Stream.of(
                    "image/png",
                    "image/jpeg",
                    "image/jpg",
                    "image/webp",
                    "application/octet-stream",
                    "binary/octet-stream")
            .map(MediaType::parseMediaType)
            .collect(Collectors.toSet());

    private final FetchFile files;
    private final TakePicture pictures;
    private final PictureProperties properties;
    private final MessageSource messages;
    private final Clock clock;

    FetchPicture(
            FetchFile files, TakePicture pictures, PictureProperties properties, MessageSource messages, Clock clock) {
        this.files = files;
        this.pictures = pictures;
        this.properties = properties;
        this.messages = messages;
        this.clock = clock;
    }

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
        var state = known == null ? State.NONE : known.state();
        return files.fetch(new FetchFile.Wish(address, TYPES, state, LARGEST, properties.patience()))
                .flatMap(fetched -> switch (fetched) {
                    case FetchFile.Fetched.Came(var file, var answered) -> made(provider, file, answered);
                    case FetchFile.Fetched.Same() -> Mono.just(same(known));
                    case FetchFile.Fetched.Failed(var words, var passing) ->
                        Mono.just(new Fetched.Failed(words, passing));
                });
    }

    /** Who was not told what we have cannot know that it is the same. */
    private Fetched same(@Nullable Known known) {
        return known == null
                ? new Fetched.Failed(say("imports.files.failure.malformed"), false)
                : new Fetched.Same(new Known(known.media(), known.state(), clock.instant()));
    }

    private Mono<Fetched> made(UUID provider, Content file, State state) {
        return pictures.take(provider, file, Shape.OFFERING).map(taken -> switch (taken) {
            case Taken.Kept(var media) -> new Fetched.Came(new Known(media, state, clock.instant()));
            case Taken.Refused(var why) -> new Fetched.Failed(say("media.refused." + why.key()), false);
        });
    }

    private String say(String key) {
        return messages.getMessage(key, null, Locale.ENGLISH);
    }
}
