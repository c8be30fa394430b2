package market.tessera.provider.draft;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.review.Review;
import market.tessera.provider.review.Subject;
import org.jspecify.annotations.Nullable;

/**
 * An offering as its staff see it: what is public, what is under work, and where that stands.
 *
 * @param published what the public version says; null before the first
 * @param draft null while nobody works on another version
 */
public record Work(
        Offering offering,
        String providerName,
        @Nullable Elements published,
        @Nullable OfferingDraft draft,
        Review review) {

    /** As those who review it see it. */
    public Subject subject() {
        return new Subject(id(), provider(), review);
    }

    public UUID id() {
        return offering.id();
    }

    public UUID provider() {
        return offering.provider();
    }

    /** What the newest version says, public or not. */
    public Elements elements() {
        if (draft != null) {
            return draft.elements();
        }
        if (published != null) {
            return published;
        }
        throw new IllegalStateException("Offering %s says nothing".formatted(id()));
    }

    /** When the draft is to be published; null if that is open. */
    @Nullable
    public Instant publishAt() {
        return draft == null ? null : draft.publishAt();
    }

    /** Where the newest version stands. */
    public WorkflowState state() {
        if (draft != null) {
            return draft.state();
        }
        return switch (offering.status()) {
            case DRAFT -> WorkflowState.IDEA;
            case PUBLISHED -> WorkflowState.PUBLISHED;
            case WITHDRAWN -> WorkflowState.RETIRED;
        };
    }

    /** Names of what a list shows. */
    public static final List<WorkflowState> WAITING =
            List.of(WorkflowState.PROPOSED, WorkflowState.IN_REVIEW, WorkflowState.APPROVED, WorkflowState.SCHEDULED);
}
