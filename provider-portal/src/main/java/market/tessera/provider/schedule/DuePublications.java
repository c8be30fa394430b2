package market.tessera.provider.schedule;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.work.Recurring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Publishes what was scheduled when its time comes. Several instances share the work; after an outage it is caught up with. A draft that cannot
 * be published is tried again later and holds up no other.
 */
@Component
class DuePublications {
    private static final Logger LOG = LoggerFactory.getLogger(DuePublications.class);
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final List<Scheduled> kinds;
    private final Clock clock;

    DuePublications(List<Scheduled> kinds, Clock clock) {
        this.kinds = kinds;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Recurring scheduledPublishing(DuePublications publications) {
            return Recurring.every("Scheduled publishing", ROUND, publications::round)
                    .afterAPause();
        }
    }

    /** Everything that is due. Offerings come first: pathways may wait for them. */
    private Mono<Void> round() {
        return Flux.fromIterable(kinds)
                .concatMap(kind -> kind.due(clock.instant()).concatMap(id -> publish(kind, id)))
                .then();
    }

    private Mono<Void> publish(Scheduled kind, UUID id) {
        return kind.publish(id)
                .onErrorResume(failure -> kind.tried(id, clock.instant())
                        .doOnSuccess(_ -> LOG.error("{} was due and cannot be published", id, failure)));
    }
}
