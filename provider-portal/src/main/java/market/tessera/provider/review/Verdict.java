package market.tessera.provider.review;

import market.tessera.provider.staff.Actor;

/** What comes of somebody's decision on a step. */
public sealed interface Verdict {
    /** Nobody decides on what they wrote or proposed; nothing was changed. */
    record OwnWords() implements Verdict {}

    /** It goes on: others still have to approve this step, or the next one. */
    record GoesOn(Actor by) implements Verdict {}

    /** That was the last approval that it needed. */
    record Approved(Actor by) implements Verdict {}

    /** It goes back to its authors. */
    record Returned(Actor by) implements Verdict {}
}
