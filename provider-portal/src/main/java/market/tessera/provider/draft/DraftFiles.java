package market.tessera.provider.draft;

import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.provider.media.Media;
import market.tessera.provider.media.Media.Known;
import market.tessera.provider.offering.Elements;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The files that a draft names: its provider's own, each where a file of its kind belongs. */
@Component
class DraftFiles {
    private final Media media;

    DraftFiles(Media media) {
        this.media = media;
    }

    /**
     * Puts them to use, in the transaction that stores what names them.
     *
     * @return the elements with what is known of the files. Fails with {@link Problem} 400 for a file that is not the provider's: a form names
     *     those that it was given, so that another one was written into it by hand
     */
    Mono<Elements> settle(UUID provider, Elements elements) {
        return elements.files().isEmpty()
                ? Mono.just(elements)
                : media.use(provider, elements.files())
                        .collectMap(Known::address)
                        .map(known -> settled(elements, known));
    }

    private static Elements settled(Elements elements, Map<String, Known> known) {
        var strange = Stream.concat(strangePicture(elements, known), strangeDocuments(elements, known))
                .toList();
        if (!strange.isEmpty()) {
            throw Problem.invalid(strange);
        }
        return elements.knowing(known);
    }

    private static Stream<Violation> strangePicture(Elements elements, Map<String, Known> known) {
        return Stream.ofNullable(elements.image())
                .filter(image -> !kept(image.url(), known, true))
                .map(_ -> Violation.pointer("/elements/image/url", "is no picture of this provider: upload it first"));
    }

    private static Stream<Violation> strangeDocuments(Elements elements, Map<String, Known> known) {
        return IntStream.range(0, elements.documents().size())
                .filter(at -> !kept(elements.documents().get(at).url(), known, false))
                .mapToObj(at -> Violation.pointer(
                        "/elements/documents/%d/url".formatted(at),
                        "is no document of this provider: upload it first"));
    }

    private static boolean kept(String address, Map<String, Known> known, boolean picture) {
        var file = known.get(address);
        return file != null && file.isPicture() == picture;
    }
}
