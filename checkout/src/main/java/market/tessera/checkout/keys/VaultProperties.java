package market.tessera.checkout.keys;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How secrets are kept at rest.
 *
 * @param key 32 random bytes in Base64, of either alphabet; all that was sealed with it is lost with it
 */
@Validated
@ConfigurationProperties("checkout.vault")
record VaultProperties(@NotBlank String key) {
    @Override
    public String toString() {
        return "VaultProperties[key=…]";
    }
}
