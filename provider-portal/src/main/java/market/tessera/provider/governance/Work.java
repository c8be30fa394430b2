package market.tessera.provider.governance;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Offering;
import market.tessera.provider.offering.OfferingDraft;
import market.tessera.provider.offering.WorkflowState;
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

    /**
     * Where the review of the draft stands.
     *
     * @param round counts proposals, from 1; 0 before the first
     * @param step index of the step that is waited for
     * @param contributors who proposed it or wrote on it, and so may not decide on it
     * @param approvers who has approved in this step
     * @param represented for whom they have, as deputies
     */
    public record Review(int round, int step, Set<UUID> contributors, Set<UUID> approvers, Set<UUID> represented) {
        /** Whether somebody has approved, oneself or through a deputy. */
        boolean hasApproved(UUID staff) {
            return approvers.contains(staff) || represented.contains(staff);
        }
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
