package market.tessera.provider.review;

import java.util.UUID;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.staff.Actor;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A kind of things whose drafts are reviewed. */
public interface Reviewable {
    /** A provider's drafts that are with reviewers, in the order in which they are to be locked. */
    Flux<UUID> inReview(UUID provider);

    /** Locks one whose draft is still with reviewers; empty if it is not. */
    Mono<Subject> lockInReview(UUID id);

    /** Locks one; 404 if there is none for that person. */
    Mono<Subject> lock(ProviderScope scope, UUID id);

    Mono<Void> move(UUID id, WorkflowState state);

    /** @param who null for what happens by itself */
    Mono<Void> record(UUID id, @Nullable Actor who, Action action, @Nullable String why);
}
