package market.tessera.provider.pathway;

import java.util.List;
import market.tessera.provider.offering.WorkflowState;

/** How an attempt to bring a pathway further ended. */
public sealed interface Step {
    /** @param state where it is now */
    record Done(WorkflowState state) implements Step {}

    /**
     * Somebody else was faster, or it is not at this point; nothing was changed.
     *
     * @param state where it is now
     */
    record Overtaken(WorkflowState state) implements Step {}

    /** Nobody decides on one's own proposal. */
    record OwnProposal() implements Step {}

    /** A reason is needed and none was given. */
    record NoReason() implements Step {}

    /** The time to publish is not in the future. */
    record NotInFuture() implements Step {}

    /** Clocks go forward over that hour: there is no such time on that day. */
    record SkippedHour() implements Step {}

    /** @param lacks what has to be put right first, at least one thing */
    record Unsound(List<Lack> lacks) implements Step {}
}
