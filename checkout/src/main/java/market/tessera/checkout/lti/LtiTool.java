package market.tessera.checkout.lti;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider's learning system as it is registered with us.
 *
 * @param clientId what it is called in tokens
 * @param connection which of its provider's connections it is; null for the default tool
 * @param deploymentId which installation of it this is
 * @param loginUrl where a launch begins (OpenID Connect third-party initiated login)
 * @param redirectUris the only addresses an id token is ever sent to
 * @param targetLinkUri what a launch opens where no course was picked
 * @param passMark least share of the maximum score that completes a course, 0 to 1
 */
public record LtiTool(
        String clientId,
        @Nullable UUID connection,
        String deploymentId,
        URI loginUrl,
        List<URI> redirectUris,
        KeySource keys,
        URI targetLinkUri,
        BigDecimal passMark) {}
