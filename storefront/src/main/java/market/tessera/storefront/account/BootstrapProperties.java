package market.tessera.storefront.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Learners whom a sandbox starts with. Leave it empty where real people learn: there, passwords are nobody's to know.
 *
 * @param people accounts to open unless they are there
 */
@Validated
@ConfigurationProperties("storefront.bootstrap")
record BootstrapProperties(@DefaultValue List<@Valid Sample> people) {
    record Sample(
            @NotBlank String email,
            @NotBlank String name,
            @NotBlank String password) {}
}
