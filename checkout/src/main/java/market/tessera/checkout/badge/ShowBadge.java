package market.tessera.checkout.badge;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
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

    /** A badge of which there is something to say. */
    public record Marked(UUID id, boolean hidden, boolean revoked) {}

    /** The badges that a learner does not show, and those that were revoked. */
    public Mono<List<Marked>> marked(UUID learner) {
        return badges.markedOf(learner).collectList();
    }
}
