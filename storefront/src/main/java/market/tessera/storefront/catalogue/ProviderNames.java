package market.tessera.storefront.catalogue;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import market.tessera.storefront.catalogue.Catalogue.Index;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Names of all institutions by slug, for labels; a minute old at most. */
@Component
public final class ProviderNames {
    private static final int MOST = 10_000;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Mono<Map<String, String>> names;

    ProviderNames(Catalogue catalogue) {
        this.names = Mono.defer(() -> load(catalogue)).cache(_ -> FRESH, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    public Mono<Map<String, String>> bySlug() {
        return names;
    }

    private static Mono<Map<String, String>> load(Catalogue catalogue) {
        var request = new SearchRequest.Builder()
                .query(Catalogue.LISTED)
                .size(MOST)
                .source(source -> source.filter(filter -> filter.includes("slug", "provider.name")));
        return catalogue
                .search(Index.PROVIDERS, request, Entry.class)
                .map(response -> response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toMap(
                                Entry::slug, entry -> entry.provider().name(), (one, _) -> one)));
    }

    private record Entry(String slug, Named provider) {
        private record Named(String name) {}
    }
}
