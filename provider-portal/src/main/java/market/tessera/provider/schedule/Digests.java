package market.tessera.provider.schedule;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import market.tessera.platform.mail.Letters;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes one letter of everything that somebody is to be told about the same topic at the same time. */
@Component
public class Digests {
    private static final int MOST_NAMED = 10;

    private final Letters letters;

    Digests(Letters letters) {
        this.letters = letters;
    }

    /**
     * Somebody is to be told of something.
     *
     * @param topic of the letter; its words get the number, the first titles, and how many more there are
     */
    public record Notice(String topic, String email, String title) {
        Heading heading() {
            return new Heading(topic, email);
        }
    }

    private record Heading(String topic, String email) {}

    /** @param path of the page that the letters' buttons open */
    public Mono<Void> send(Flux<Notice> notices, String path) {
        return notices.collect(groupingBy(Notice::heading))
                .flatMapIterable(Map::entrySet)
                .concatMap(entry -> send(entry.getKey(), entry.getValue(), path))
                .then();
    }

    private Mono<Void> send(Heading heading, List<Notice> notices, String path) {
        return letters.send(
                heading.topic(),
                heading.email(),
                Locale.ENGLISH,
                path,
                notices.size(),
                notices.stream().limit(MOST_NAMED).map(Notice::title).collect(joining("; ")),
                Math.max(0, notices.size() - MOST_NAMED));
    }
}
