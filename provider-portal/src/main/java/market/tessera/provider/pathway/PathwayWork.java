package market.tessera.provider.pathway;

import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.review.Review;
import market.tessera.provider.review.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A pathway as its staff see it: what is public, what is under work, and where that stands.
 *
 * @param listed whether it is on the market now
 * @param edition the one that is public, or was
 * @param published what that says; null before the first
 * @param draft null while nobody works on another version
 */
public record PathwayWork(
        UUID id,
        UUID provider,
        String providerName,
        String slug,
        boolean listed,
        @Nullable Integer edition,
        @Nullable Instant publishedAt,
        @Nullable PathwayContent published,
        @Nullable Draft draft,
        Review review) {

    /**
     * @param publishAt when it is to be published; null if that is open
     * @param scheduledBy who has chosen that time
     * @param revision to be named with the next change
     */
    public record Draft(
            PathwayContent content,
            WorkflowState state,
            @Nullable Integer basedOn,
            @Nullable Instant publishAt,
            @Nullable UUID scheduledBy,
            long revision) {}

    /** As those who review it see it. */
    public Subject subject() {
        return new Subject(id, provider, review);
    }

    /** When the draft is to be published; null if that is open. */
    @Nullable
    public Instant publishAt() {
        return draft == null ? null : draft.publishAt();
    }

    /** What the newest version says, public or not. */
    public PathwayContent content() {
        if (draft != null) {
            return draft.content();
        }
        if (published != null) {
            return published;
        }
        throw new IllegalStateException("Pathway %s says nothing".formatted(id));
    }

    /** Where the newest version stands. */
    public WorkflowState state() {
        if (draft != null) {
            return draft.state();
        }
        return listed ? WorkflowState.PUBLISHED : WorkflowState.RETIRED;
    }

    public long revision() {
        return draft == null ? 0 : draft.revision();
    }

    /** Whether its authors may write on it: on its draft, or on the one of its next edition. */
    public boolean editable() {
        return draft == null || draft.state().editable();
    }
}
