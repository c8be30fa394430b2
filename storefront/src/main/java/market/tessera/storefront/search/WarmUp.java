package market.tessera.storefront.search;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import market.tessera.platform.work.Background;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.Ranges;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Searches once before the first visitor does: a cold start takes longer than a visitor is made to wait. */
@Component
class WarmUp {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 120;
    private static final SearchQuery QUERY = new SearchQuery(
            "project management", java.util.Map.of(), Ranges.NONE, Ordering.RELEVANCE, new LinkedMultiValueMap<>());
    private static final PageRequest PAGE = new PageRequest(
            PageRequest.USUAL_LIMIT, Optional.empty(), EnumSet.allOf(Facet.class), List.of("en"), true, false);

    private final Search search;

    WarmUp(Search search) {
        this.search = search;
    }

    @Bean
    Background firstSearch() {
        return Background.of(
                "The first search",
                () -> Mono.defer(() -> search.find(QUERY, PAGE))
                        .retryWhen(Retry.fixedDelay(TRIES, PAUSE))
                        .onErrorComplete());
    }
}
