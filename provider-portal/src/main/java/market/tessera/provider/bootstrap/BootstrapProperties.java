package market.tessera.provider.bootstrap;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Set;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * People and keys that a sandbox starts with. Leave it empty where real people work: there, passwords are nobody's to know.
 *
 * @param provider external id of the provider that they work for, where it exists; else it is the one with most offerings
 * @param people accounts to create unless they are there
 * @param secondFactor false where programs sign in as these people: no second proof is ever asked of them, whatever their roles
 * @param keys API keys to create unless they are there
 */
@Validated
@ConfigurationProperties("portal.bootstrap")
record BootstrapProperties(
        @DefaultValue("") String provider,
        @DefaultValue List<Sample> people,
        @DefaultValue("true") boolean secondFactor,
        @DefaultValue List<SampleKey> keys) {
    /**
     * @param operator whether the person runs the marketplace
     * @param roles at the provider
     */
    record Sample(
            @NotBlank String email,
            @NotBlank String name,
            @NotBlank String password,
            @DefaultValue("false") boolean operator,
            @DefaultValue Set<Role> roles) {}

    /**
     * @param elsewhere whether it is the key of the second provider, where nobody of the sample works
     */
    record SampleKey(
            @NotBlank String label,
            @NotBlank String secret,
            Set<Scope> scopes,
            @DefaultValue("false") boolean elsewhere) {}
}
