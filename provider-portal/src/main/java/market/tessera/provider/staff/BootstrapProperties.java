package market.tessera.provider.staff;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * People whom a sandbox starts with. Leave it empty where real people work: there, passwords are nobody's to know.
 *
 * @param people accounts to create unless they are there
 */
@Validated
@ConfigurationProperties("portal.bootstrap")
record BootstrapProperties(@DefaultValue List<Sample> people) {
    /**
     * @param operator whether the person runs the marketplace
     * @param grants roles by a provider's external id
     */
    record Sample(
            @NotBlank String email,
            @NotBlank String name,
            @NotBlank String password,
            @DefaultValue("false") boolean operator,
            @DefaultValue Map<String, Set<Role>> grants) {}
}
