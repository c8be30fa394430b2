package market.tessera.indexer.rebuild;

import java.time.Duration;
import market.tessera.document.Kind;
import market.tessera.indexer.index.Indices;
import market.tessera.indexer.index.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * At every start: makes the indexes that are missing or were made by other rules, then opens them to the feeds. Goes on trying as long as
 * OpenSearch or the log is away; what is there serves meanwhile.
 */
final class Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final Indices indices;
    private final Rebuild rebuild;
    private final Readiness readiness;

    Preparation(Indices indices, Rebuild rebuild, Readiness readiness) {
        this.indices = indices;
        this.rebuild = rebuild;
        this.readiness = readiness;
    }

    Mono<Void> prepare() {
        return Flux.just(Kind.values())
                .concatMap(this::prepare)
                .then()
                .doOnError(failure -> LOG.warn("The search index is not ready yet: {}", failure.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500)).maxBackoff(Duration.ofSeconds(15)))
                .doOnSuccess(_ -> readiness.reach());
    }

    private Mono<Void> prepare(Kind kind) {
        return indices.isCurrent(kind).filter(current -> !current).flatMap(_ -> rebuild(kind));
    }

    private Mono<Void> rebuild(Kind kind) {
        return Mono.fromRunnable(() -> readiness.rebuilding(true))
                .then(rebuild.rebuild(kind))
                .doFinally(_ -> readiness.rebuilding(false));
    }
}
