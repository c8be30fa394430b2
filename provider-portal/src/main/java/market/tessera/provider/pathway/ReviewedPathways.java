package market.tessera.provider.pathway;

import java.util.UUID;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.review.Action;
import market.tessera.provider.review.Reviewable;
import market.tessera.provider.review.Subject;
import market.tessera.provider.staff.Actor;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pathways, for what all reviews have in common. */
@Component
public class ReviewedPathways implements Reviewable {
    private final Pathways pathways;
    private final PathwayTrail trail;

    ReviewedPathways(Pathways pathways, PathwayTrail trail) {
        this.pathways = pathways;
        this.trail = trail;
    }

    @Override
    public Flux<UUID> inReview(UUID provider) {
        return pathways.inReview(provider);
    }

    @Override
    public Mono<Subject> lockInReview(UUID pathway) {
        return pathways.lockInReview(pathway).map(PathwayWork::subject);
    }

    @Override
    public Mono<Subject> lock(ProviderScope scope, UUID pathway) {
        return pathways.lock(scope, pathway).map(PathwayWork::subject);
    }

    @Override
    public Mono<Void> move(UUID pathway, WorkflowState state) {
        return pathways.move(pathway, state);
    }

    @Override
    public Mono<Void> record(UUID pathway, @Nullable Actor who, Action action, @Nullable String why) {
        return pathways.find(pathway).flatMap(work -> trail.record(work, who, action, why));
    }
}
