package market.tessera.provider.pathway;

import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.schedule.Scheduled;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pathways, for the schedule. */
@Order(2)
@Component
class ScheduledPathways implements Scheduled {
    private final Pathways pathways;
    private final GovernPathway govern;

    ScheduledPathways(Pathways pathways, GovernPathway govern) {
        this.pathways = pathways;
        this.govern = govern;
    }

    @Override
    public Flux<UUID> due(Instant now) {
        return pathways.due(now);
    }

    @Override
    public Mono<Void> publish(UUID pathway) {
        return govern.due(pathway).then();
    }

    @Override
    public Mono<Void> tried(UUID pathway, Instant now) {
        return pathways.tried(pathway, now);
    }
}
