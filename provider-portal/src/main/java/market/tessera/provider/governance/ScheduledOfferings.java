package market.tessera.provider.governance;

import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.schedule.Scheduled;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Offerings, for the schedule; before pathways, which may wait for them. */
@Order(1)
@Component
class ScheduledOfferings implements Scheduled {
    private final Drafts drafts;
    private final PublishDraft publishDraft;

    ScheduledOfferings(Drafts drafts, PublishDraft publishDraft) {
        this.drafts = drafts;
        this.publishDraft = publishDraft;
    }

    @Override
    public Flux<UUID> due(Instant now) {
        return drafts.due(now);
    }

    @Override
    public Mono<Void> publish(UUID offering) {
        return publishDraft.due(offering).then();
    }

    @Override
    public Mono<Void> tried(UUID offering, Instant now) {
        return drafts.tried(offering, now);
    }
}
