package market.tessera.storefront.search;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Searches once before the first visitor does: a cold start takes longer than a visitor is made to wait. */
@Component
class WarmUp implements SmartLifecycle {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 120;
    private static final SearchQuery QUERY = new SearchQuery(
            "project management", java.util.Map.of(), Ranges.NONE, Ordering.RELEVANCE, new LinkedMultiValueMap<>());
    private static final PageRequest PAGE = new PageRequest(
            PageRequest.USUAL_LIMIT, Optional.empty(), EnumSet.allOf(Facet.class), List.of("en"), true, false);

    private final Search search;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    WarmUp(Search search) {
        this.search = search;
    }

    @Override
    public void start() {
        running.set(Mono.defer(() -> search.find(QUERY, PAGE))
                .retryWhen(Retry.fixedDelay(TRIES, PAUSE))
                .onErrorComplete()
                .subscribe());
    }

    @Override
    public void stop() {
        var searching = running.getAndSet(null);
        if (searching != null) {
            searching.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }
}
