package market.tessera.checkout.gradebook;

import market.tessera.checkout.roster.RosterRefusal;
import market.tessera.checkout.roster.RosterRefusal.Reason;
import market.tessera.checkout.sql.NullCharacters;

/** By which systems call results. */
final class ResultNames {
    private static final int LONGEST = 255;

    private ResultNames() {}

    /** @throws RosterRefusal if it can be no name */
    static String checked(String sourcedId) {
        if (sourcedId.isBlank() || sourcedId.length() > LONGEST || NullCharacters.in(sourcedId)) {
            throw new RosterRefusal(
                    Reason.INVALID_DATA, "sourcedId is empty, longer than 255 letters, or contains a null character");
        }
        return sourcedId;
    }
}
