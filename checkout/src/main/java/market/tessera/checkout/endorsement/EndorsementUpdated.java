package market.tessera.checkout.endorsement;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import market.tessera.checkout.endorsement.Endorsement.Institution;
import market.tessera.checkout.endorsement.Endorsement.State;
import market.tessera.platform.eventlog.Event;
import org.jspecify.annotations.Nullable;

/** What the log says of an endorsement; the shape is in {@code docs/events.md}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndorsementUpdated(
        UUID id,
        String state,
        Institution provider,
        Institution endorser,
        String title,
        int edition,
        String note,
        @Nullable String comment) {

    static Event of(Endorsement endorsement) {
        var data = new EndorsementUpdated(
                endorsement.id(),
                endorsement.state().key(),
                endorsement.provider(),
                endorsement.endorser(),
                endorsement.title(),
                endorsement.of().edition(),
                endorsement.note(),
                endorsement.comment());
        return new Event("endorsement.updated", data.id().toString(), version(endorsement.state()), data);
    }

    /** How many steps lead there. */
    private static long version(State state) {
        return switch (state) {
            case ASKED -> 1;
            case TAKEN_BACK, DECLINED, GIVEN -> 2;
            case WITHDRAWN -> 3;
        };
    }
}
