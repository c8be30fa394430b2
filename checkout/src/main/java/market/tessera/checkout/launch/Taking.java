package market.tessera.checkout.launch;

import market.tessera.checkout.launch.Authorization.Reason;
import market.tessera.checkout.lti.LtiMessage;

/** How the attempt to use a begun message ended. */
sealed interface Taking {
    /** It may go to the tool, this once. */
    record Message(LtiMessage message) implements Taking {}

    /** It may not. */
    record Refusal(Reason reason) implements Taking {}
}
