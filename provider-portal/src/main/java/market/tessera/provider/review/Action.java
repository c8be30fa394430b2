package market.tessera.provider.review;

/** What can happen to an offering or a pathway, for their histories. */
public enum Action {
    BEGUN,
    PROPOSED,
    TAKEN_BACK,
    STEP_APPROVED,
    APPROVED,
    CHANGES_REQUESTED,
    REVIEW_FREED,
    STAND_IN_ASKED,
    REOPENED,
    SCHEDULED,
    UNSCHEDULED,
    PUBLISHED,
    CORRECTED,
    REVIEWED,
    RETIREMENT_PLANNED,
    RETIREMENT_CANCELLED,
    TAKEN_DOWN,
    TAKE_DOWN_LIFTED,
    DISCARDED,
    RETIRED,
    INTAKES_CHANGED
}
