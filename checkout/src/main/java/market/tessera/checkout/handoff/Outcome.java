package market.tessera.checkout.handoff;

import java.util.Optional;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.handoff.Handoffs.Attempt;
import market.tessera.checkout.handoff.Handoffs.Waiting;
import market.tessera.platform.outbound.Unreachable;

/** How an attempt to hand an enrollment over has ended. */
sealed interface Outcome {
    Attempt attempt();

    /** The connection of whose health it tells something, if it does. */
    default Optional<Connection> by() {
        return Optional.empty();
    }

    /**
     * The provider's system knows it.
     *
     * @param asWithdrawn whether it was told that the place was given back
     */
    record Told(Attempt attempt, boolean asWithdrawn, Optional<Connection> by) implements Outcome {}

    /** It is on a list now. */
    record Listed(Attempt attempt, Waiting waiting) implements Outcome {}

    /** The provider's system has not taken it. */
    record Failed(Attempt attempt, Unreachable failure, Optional<Connection> by) implements Outcome {}

    /** Nobody was called: the provider's system is known to be away. */
    record PutOff(Attempt attempt, Unreachable failure) implements Outcome {}
}
