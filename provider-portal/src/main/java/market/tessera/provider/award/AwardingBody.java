package market.tessera.provider.award;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import market.tessera.provider.provider.WebAddress;
import org.jspecify.annotations.Nullable;

/** Who awards the credential, where it is not the provider. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AwardingBody(
        @NotBlank @Size(max = 200) String name,
        @Nullable @WebAddress String url) {}
