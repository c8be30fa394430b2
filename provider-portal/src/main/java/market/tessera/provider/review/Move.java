package market.tessera.provider.review;

import java.util.EnumSet;
import java.util.Set;
import market.tessera.provider.offering.WorkflowState;

/** What somebody may do about an offering or a pathway as it stands. */
public enum Move {
    EDIT,
    INTAKES,
    PROPOSE,
    TAKE_BACK,
    REOPEN,
    DECIDE,
    PUBLISH,
    UNSCHEDULE,
    STAND_IN,
    CORRECT,
    CONFIRM,
    RETIRE,
    DISCARD;

    /** What its review asks of somebody. */
    public static Set<Move> in(Situation situation) {
        var moves = EnumSet.noneOf(Move.class);
        if (situation.decides()) {
            moves.add(DECIDE);
        }
        if (situation.looksAfter()) {
            moves.add(STAND_IN);
        }
        return moves;
    }

    /** What is open to those who publish. */
    public static Set<Move> ofPublishers(WorkflowState state) {
        return switch (state) {
            case APPROVED -> EnumSet.of(PUBLISH);
            case SCHEDULED -> EnumSet.of(PUBLISH, UNSCHEDULE);
            case IDEA, PROPOSED, IN_REVIEW, CHANGES_REQUESTED, PUBLISHED, RETIRED -> EnumSet.noneOf(Move.class);
        };
    }
}
