package market.tessera.checkout.lti;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * The tool of providers that have registered none of their own.
 *
 * @param clientId empty if there is no such tool; everything else is required otherwise
 */
@Validated
@ConfigurationProperties("checkout.handoff.default-tool")
record DefaultToolProperties(
        @Nullable String clientId,
        @DefaultValue("1") String deploymentId,
        @Nullable URI loginUrl,
        @DefaultValue List<URI> redirectUris,
        @Nullable URI jwksUrl,
        @Nullable URI targetLinkUri,

        @DefaultValue("0.5") @DecimalMin("0") @DecimalMax("1")
        BigDecimal passMark) {

    Optional<LtiTool> tool() {
        return Optional.ofNullable(clientId)
                .filter(StringUtils::hasText)
                .map(id -> new LtiTool(
                        id,
                        null,
                        deploymentId,
                        required(loginUrl, "login-url"),
                        redirectUris,
                        new KeySource.Published(required(jwksUrl, "jwks-url")),
                        required(targetLinkUri, "target-link-uri"),
                        passMark));
    }

    private static URI required(@Nullable URI value, String key) {
        return Objects.requireNonNull(value, "checkout.handoff.default-tool." + key + " is missing");
    }
}
