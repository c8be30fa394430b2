package market.tessera.provider.governance;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import market.tessera.provider.schedule.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Publishes what was scheduled when its time comes. Several instances share the work; after an outage it is caught up with. A draft that cannot
 * be published is tried again later and holds up no other.
 */
@Component
class DuePublications {
    private static final Logger LOG = LoggerFactory.getLogger(DuePublications.class);
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final Drafts drafts;
    private final PublishDraft publishDraft;
    private final Clock clock;

    DuePublications(Drafts drafts, PublishDraft publishDraft, Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
        this.publishDraft = publishDraft;
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Rounds scheduledPublishing(DuePublications publications) {
            return new Rounds("Scheduled publishing", ROUND, publications::round);
        }
    }

    /** Everything that is due. */
    private Mono<Void> round() {
        return drafts.due(clock.instant()).concatMap(this::publish).then();
    }

    private Mono<Void> publish(UUID offering) {
        return publishDraft
                .due(offering)
                .then()
                .onErrorResume(failure -> drafts.tried(offering, clock.instant())
                        .doOnSuccess(_ -> LOG.error("Offering {} was due and cannot be published", offering, failure)));
    }
}
