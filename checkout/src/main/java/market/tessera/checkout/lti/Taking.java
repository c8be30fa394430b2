package market.tessera.checkout.lti;

import market.tessera.checkout.lti.Authorization.Reason;

/** How the attempt to use a begun message ended. */
sealed interface Taking {
    /** It may go to the tool, this once. */
    record Message(LtiMessage message) implements Taking {}

    /** It may not. */
    record Refusal(Reason reason) implements Taking {}
}
