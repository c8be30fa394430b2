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
}
