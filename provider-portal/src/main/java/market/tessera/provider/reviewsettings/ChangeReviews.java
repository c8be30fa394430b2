package market.tessera.provider.reviewsettings;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.review.FreedReviews;
import market.tessera.provider.reviewers.ReviewRoles;
import market.tessera.provider.reviewsteps.ReviewStep;
import market.tessera.provider.reviewsteps.ReviewSteps;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Changes what reviews ask for. A draft whose step has all the approvals that it asks for now goes on by itself: who gave them cannot give them again. */
@Service
class ChangeReviews {
    private final ReviewSteps steps;
    private final ReviewRoles roles;
    private final FreedReviews freed;

    ChangeReviews(ReviewSteps steps, ReviewRoles roles, FreedReviews freed) {
        this.steps = steps;
        this.roles = roles;
        this.freed = freed;
    }

    @Transactional
    public Mono<Void> replaceSteps(UUID provider, List<ReviewStep> wanted) {
        return steps.replace(provider, wanted).then(Mono.defer(() -> freed.settle(provider)));
    }

    /** As {@link ReviewRoles#change}. */
    @Transactional
    public Mono<Boolean> changeRole(UUID provider, UUID role, String name, Collection<UUID> holders) {
        return roles.change(provider, role, name, holders)
                .delayUntil(changed -> changed ? freed.settle(provider) : Mono.empty());
    }
}
