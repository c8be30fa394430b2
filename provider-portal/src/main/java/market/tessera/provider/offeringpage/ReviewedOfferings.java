package market.tessera.provider.offeringpage;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.UUID;
import market.tessera.provider.draft.Drafts;
import market.tessera.provider.draft.History;
import market.tessera.provider.draft.Work;
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

/** Offerings, for what all reviews have in common. */
@Component
class ReviewedOfferings implements Reviewable {
    private final Drafts drafts;
    private final History history;

    ReviewedOfferings(Drafts drafts, History history) {
        this.drafts = drafts;
        this.history = history;
    }

    @Override
    public Flux<UUID> inReview(UUID provider) {
        return drafts.inReview(provider);
    }

    @Override
    public Mono<Subject> lockInReview(UUID offering) {
        return drafts.lockInReview(offering).map(Work::subject);
    }

    @Override
    public Mono<Subject> lock(ProviderScope scope, UUID offering) {
        return drafts.lock(scope, offering).switchIfEmpty(notFound()).map(Work::subject);
    }

    @Override
    public Mono<Void> move(UUID offering, WorkflowState state) {
        return drafts.move(offering, state, null);
    }

    @Override
    public Mono<Void> record(UUID offering, @Nullable Actor who, Action action, @Nullable String why) {
        return drafts.find(offering).flatMap(work -> history.record(offering, who, action, null, why, work.elements()));
    }
}
