package market.tessera.checkout.takeup;

/** How an attempt to take up a place that an organisation has bought ended. */
sealed interface TakingUp {
    record TakenUp() implements TakingUp {}

    record Refused(Why why) implements TakingUp {}

    /** Why nothing was changed. */
    enum Why {
        /** The invitation was taken back or used, or the places were given back. */
        GONE,
        /** The learner has a place in this intake already. */
        ENROLLED,
        NONE_LEFT,
        /** The organisation has ended the code. */
        ENDED,
        /** The intake has ended. */
        OVER
    }
}
