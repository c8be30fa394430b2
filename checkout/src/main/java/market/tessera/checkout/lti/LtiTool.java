package market.tessera.checkout.lti;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;

/**
 * A provider's learning system as it is registered with us.
 *
 * @param clientId what it is called in tokens
 * @param deploymentId which installation of it this is
 * @param loginUrl where a launch begins (OpenID Connect third-party initiated login)
 * @param redirectUris the only addresses an id token is ever sent to
 * @param jwksUrl its public keys
 * @param targetLinkUri what a launch opens
 * @param passMark least share of the maximum score that completes a course, 0 to 1
 */
public record LtiTool(
        String clientId,
        String deploymentId,
        URI loginUrl,
        List<URI> redirectUris,
        URI jwksUrl,
        URI targetLinkUri,
        BigDecimal passMark) {}
