package market.tessera.provider.governance;

import market.tessera.provider.offering.WorkflowState;

/** How an attempt to bring an offering further ended. */
public sealed interface Transition {
    /** @param state where it is now */
    record Done(WorkflowState state) implements Transition {}

    /**
     * Somebody else was faster; nothing was changed.
     *
     * @param state where it is now
     */
    record Overtaken(WorkflowState state) implements Transition {}

    /** Nobody decides on one's own proposal. */
    record OwnProposal() implements Transition {}

    /** A reason is needed and none was given. */
    record NoReason() implements Transition {}

    /** The time to publish is not in the future. */
    record NotInFuture() implements Transition {}

    /** Clocks go forward over that hour: there is no such time on that day. */
    record SkippedHour() implements Transition {}

    /** More than typing errors; it needs a review. */
    record TooMuchChanged() implements Transition {}

    /** The operator has taken the offering down; nothing was changed. */
    record HeldBack() implements Transition {}
}
