package market.tessera.storefront.catalogue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import market.tessera.storefront.catalogue.Catalogue.Index;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moments that are kept between two requests of somebody who reads on: a hundred at most, for the engine keeps few, and none for long. */
@Component
public final class PageMoments {
    private static final int MOST = 100;
    private static final Duration UNUSED = Duration.ofMinutes(5);

    private final Map<String, Instant> keptUntil = new ConcurrentHashMap<>();
    private final Moments moments;
    private final Catalogue catalogue;
    private final Clock clock;

    PageMoments(Moments moments, Catalogue catalogue, Clock clock) {
        this.moments = moments;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** This moment or, if there is none yet, now; empty if no more can be kept, and then whoever reads on reads what there is. */
    public Mono<String> of(Optional<String> moment) {
        return moment.map(Mono::just).orElseGet(this::now);
    }

    /** A search at that moment; {@link MomentPassed} (in the chain) if it is not kept any more. */
    public <T> Mono<SearchResponse<T>> search(String moment, SearchRequest.Builder request, Class<T> type) {
        return catalogue.search(Moments.at(moment, UNUSED), request, type).doOnNext(_ -> keep(moment));
    }

    private Mono<String> now() {
        return isFull()
                ? Mono.empty()
                : moments.open(Index.OFFERINGS, UNUSED).doOnNext(this::keep).onErrorComplete();
    }

    private boolean isFull() {
        var now = clock.instant();
        keptUntil.values().removeIf(until -> until.isBefore(now));
        return keptUntil.size() >= MOST;
    }

    private void keep(String moment) {
        keptUntil.put(moment, clock.instant().plus(UNUSED));
    }
}
