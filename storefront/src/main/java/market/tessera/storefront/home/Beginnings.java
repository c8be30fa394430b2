package market.tessera.storefront.home;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.search.Search;
import market.tessera.storefront.search.SearchQuery;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Words to begin a search with: of those that the messages propose, the first that find something. A catalogue of another trade or region has nothing
 * of what is usual elsewhere, and nobody should be sent to an empty page.
 */
@Component
class Beginnings {
    private static final int MOST = 4;
    private static final Duration FRESH = Duration.ofMinutes(10);
    /** A catalogue that is only being filled has more in a moment. */
    private static final Duration FEW = Duration.ofSeconds(10);

    private final Search search;
    private final Map<String, Mono<List<String>>> found = new ConcurrentHashMap<>();

    Beginnings(Search search) {
        this.search = search;
    }

    Mono<List<String>> in(Words words) {
        return found.computeIfAbsent(words.get("home.popular"), this::thatFind);
    }

    private Mono<List<String>> thatFind(String proposed) {
        return Flux.fromArray(proposed.split("\\s*,\\s*"))
                .flatMapSequential(this::ifItFinds)
                .take(MOST)
                .collectList()
                .cache(words -> words.size() < MOST ? FEW : FRESH, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    private Mono<String> ifItFinds(String words) {
        return search.first(SearchQuery.ofWords(words), 1)
                .filter(results -> results.total() > 0 && !results.near())
                .map(_ -> words);
    }
}
