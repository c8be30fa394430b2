package market.tessera.provider.sources;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.platform.outbound.Downloads;
import market.tessera.platform.outbound.Downloads.Outcome;
import market.tessera.platform.outbound.Downloads.State;
import market.tessera.platform.outbound.Downloads.Wish;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Brings what lies at the address of a source onto the disk. A list of Edu-API is brought page by page and put together. */
@Component
class Fetch {
    private static final String EDU_API = "edu-api";
    private static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final int MOST_PAGES = 2_000;
    /** With a file, or a list with all its pages. */
    static final Duration PATIENCE = Duration.ofMinutes(8);

    private static final int PAGE = 100;
    private static final Set<MediaType> JSON = types("application/json", "application/ld+json");
    private static final Set<MediaType> TABLE = types("text/csv", "application/csv", "text/plain", "application/json");
    private static final Map<String, Set<MediaType>> TYPES = Map.of(
            "linked-data",
            types("application/ld+json", "application/json", "text/html", "application/xhtml+xml"),
            "catalogue",
            JSON,
            EDU_API,
            JSON);

    private final Downloads downloads;
    private final int mostPages;
    private final Duration patience;

    @Autowired
    Fetch(Downloads downloads) {
        this(downloads, MOST_PAGES, PATIENCE);
    }

    /** @param mostPages of a list */
    Fetch(Downloads downloads, int mostPages, Duration patience) {
        this.downloads = downloads;
        this.mostPages = mostPages;
        this.patience = patience;
    }

    private static Set<MediaType> types(String... names) {
        return Stream.of(names).map(MediaType::parseMediaType).collect(Collectors.toSet());
    }

    /** @return errors with {@link Unreachable} */
    Mono<Outcome> bring(Source source, @Nullable String token, Path target) {
        return whole(source, token, target)
                .timeout(patience)
                .onErrorMap(TimeoutException.class, late -> new Unreachable(Reason.TIMED_OUT, "", late));
    }

    private Mono<Outcome> whole(Source source, @Nullable String token, Path target) {
        return source.format().equals(EDU_API)
                ? pages(source, token, target)
                : downloads.bring(
                        new Wish(
                                source.address(),
                                TYPES.getOrDefault(source.format(), TABLE),
                                source.state(),
                                token,
                                MOST_BYTES),
                        target);
    }

    private Mono<Outcome> pages(Source source, @Nullable String token, Path target) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> new PagedList(target)),
                list -> pages(source, token, list),
                list -> Mono.<Void>fromCallable(() -> {
                            list.tidy();
                            return null;
                        })
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private Mono<Outcome> pages(Source source, @Nullable String token, PagedList list) {
        return page(new Page(first(source.address()), 1, 0, Optional.empty()), source, token, list)
                .expand(page -> page.next() == null ? Mono.empty() : page(page.next(), source, token, list))
                .then(Mono.<Outcome>fromCallable(() -> {
                            list.end();
                            return new Outcome.Brought(State.NONE, null, Optional.empty(), Optional.empty());
                        })
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private static URI first(URI address) {
        return address.getQuery() != null && address.getQuery().contains("limit=") ? address : at(address, 0);
    }

    private static URI at(URI address, long offset) {
        return UriComponentsBuilder.fromUri(address)
                .replaceQueryParam("limit", PAGE)
                .replaceQueryParam("offset", offset)
                .build()
                .toUri();
    }

    /**
     * @param number from 1
     * @param entries that came before it
     * @param total of the whole list, if the server has said it
     */
    private record Page(URI address, int number, long entries, Optional<Long> total) {}

    private record Taken(@Nullable Page next) {}

    /** A list that goes on at another host than it began at, because the first has sent us there, goes on without the token. */
    private Mono<Taken> page(Page page, Source source, @Nullable String token, PagedList list) {
        var shown = Downloads.isSameOrigin(source.address(), page.address()) ? token : null;
        return downloads
                .bring(new Wish(page.address(), JSON, State.NONE, shown, MOST_BYTES - list.bytes()), list.page())
                .ofType(Outcome.Brought.class)
                .switchIfEmpty(Mono.error(() -> malformed(new IOException("A page was said to be unchanged"))))
                .flatMap(brought -> Mono.fromCallable(() -> new Taken(next(page, list.append(), brought)))
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    /**
     * Where the server says, else further in the list as long as there are more. A list that breaks off before its end is none: what is not in it would
     * count as gone.
     */
    private @Nullable Page next(Page page, long came, Outcome.Brought brought) {
        var entries = page.entries() + came;
        var total = brought.total().or(page::total);
        var more = total.filter(all -> all > entries).isPresent();
        if (came == 0 && more) {
            throw malformed(new IOException("A page is empty before the list's end"));
        }
        if (came == 0 || (brought.next().isEmpty() && !more)) {
            return null;
        }
        if (page.number() == mostPages) {
            throw new Unreachable(Reason.TOO_LONG, page.number() + " pages", null);
        }
        return new Page(brought.next().orElseGet(() -> at(page.address(), entries)), page.number() + 1, entries, total);
    }

    static Unreachable malformed(Throwable cause) {
        return new Unreachable(Reason.MALFORMED, "", cause);
    }
}
