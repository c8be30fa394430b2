package market.tessera.storefront.catalogue;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import market.tessera.storefront.catalogue.Catalogue.Index;
import market.tessera.storefront.document.Institution;
import market.tessera.storefront.document.Mark;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * By what all institutions are known at a glance, by slug; ten seconds old at most. An offering's document has what its institution was when the
 * offering was published last: a list shows what it is now.
 */
@Component
public final class Marks {
    private static final int MOST = 10_000;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Mono<Map<String, Mark>> marks;

    Marks(Catalogue catalogue) {
        this.marks = Mono.defer(() -> load(catalogue)).cache(_ -> FRESH, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    public Mono<Map<String, Mark>> bySlug() {
        return marks;
    }

    private static Mono<Map<String, Mark>> load(Catalogue catalogue) {
        var request = new SearchRequest.Builder()
                .query(Catalogue.LISTED)
                .size(MOST)
                .source(source -> source.filter(
                        filter -> filter.includes("slug", "provider.name", "provider.hue", "provider.shopfront.logo")));
        return catalogue
                .search(Index.PROVIDERS, request, Entry.class)
                .map(response -> response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toMap(Entry::slug, entry -> Mark.of(entry.provider()), (one, _) -> one)));
    }

    private record Entry(String slug, Institution provider) {}
}
