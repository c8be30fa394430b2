package market.tessera.checkout.lti;

import java.util.UUID;

/**
 * One intake as a tool sees it: one resource link, with one line item of the same id.
 *
 * @param provider whose tool may write its scores
 */
public record LtiLink(UUID id, UUID provider, UUID offering, UUID intake, String title) {}
