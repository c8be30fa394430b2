package market.tessera.provider.schedule;

import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A kind of things that are published when their time comes. */
public interface Scheduled {
    /** Those whose time has come, but for those that were tried in vain a moment ago. */
    Flux<UUID> due(Instant now);

    /** Publishes one if its time has come; nothing if it has not, or another instance does it. */
    Mono<Void> publish(UUID id);

    /** Remembers that one was tried in vain. */
    Mono<Void> tried(UUID id, Instant now);
}
