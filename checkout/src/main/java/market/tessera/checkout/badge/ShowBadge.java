package market.tessera.checkout.badge;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Lets learners decide which of their badges others see. */
@Service
public class ShowBadge {
    private final Badges badges;
    private final Clock clock;

    ShowBadge(Badges badges, Clock clock) {
        this.badges = badges;
        this.clock = clock;
    }

    /**
     * Shows a badge to everyone who has its address, or to nobody but its learner. What others hold of it can be verified either way.
     *
     * @return false if the learner has no such badge
     */
    public Mono<Boolean> show(UUID badge, UUID learner, boolean shown) {
        return badges.show(badge, learner, shown, clock.instant());
    }

    /** The badges that a learner does not show. */
    public Mono<Set<UUID>> hidden(UUID learner) {
        return badges.hiddenOf(learner).collect(Collectors.toSet());
    }
}
