package market.tessera.checkout.handoff;

import java.util.Optional;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.enrollment.Enrollment;
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

    /** Why it has to be tried again, in words for people; nothing if it has not. */
    default Optional<String> failure() {
        return Optional.empty();
    }

    /**
     * The provider's system knows it.
     *
     * @param enrollment as it was told
     */
    record Told(Attempt attempt, Enrollment enrollment, Optional<Connection> by) implements Outcome {}

    /** It is on a list now. */
    record Listed(Attempt attempt, Waiting waiting) implements Outcome {}

    /** The provider's system has not taken it. */
    record Failed(Attempt attempt, Unreachable why, Optional<Connection> by) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.of(String.valueOf(why.getMessage()));
        }
    }

    /** Nobody was called: the provider's system is known to be away, which counts as one that was called. */
    record PutOff(Attempt attempt, Unreachable why) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.of(String.valueOf(why.getMessage()));
        }
    }

    /** It went wrong as nobody has foreseen, on this side: what exactly is in the log, and is no business of a provider's people. */
    record Broken(Attempt attempt) implements Outcome {
        @Override
        public Optional<String> failure() {
            return Optional.of("An error of the marketplace's own");
        }
    }
}
