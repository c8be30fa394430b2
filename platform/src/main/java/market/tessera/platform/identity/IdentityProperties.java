package market.tessera.platform.identity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Keys of the session tokens. A key is PEM text: PKCS #8 for private, X.509 for public keys, both on curve P-256.
 *
 * @param learner keys of the tokens that the storefront signs
 * @param staff keys of the tokens that the provider portal signs
 * @param lifetime how long a token is good for; it is renewed on use well before
 * @param secureCookies whether the site is served over HTTPS, so that cookies get the {@code __Host-} prefix
 */
@Validated
@ConfigurationProperties("tessera.identity")
record IdentityProperties(
        Keys learner,
        Keys staff,
        @DefaultValue("30m") Duration lifetime,
        @DefaultValue("true") boolean secureCookies) {

    /**
     * @param publicKey to verify with; every application has it
     * @param privateKey to sign with; only the issuing application has it
     */
    record Keys(String publicKey, @Nullable String privateKey) {}
}
