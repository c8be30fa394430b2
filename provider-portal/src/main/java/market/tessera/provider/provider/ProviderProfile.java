package market.tessera.provider.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What a provider says of itself, as in the catalogue format.
 *
 * @param name as shown
 * @param country ISO 3166-1 alpha-2
 * @param region free text or ISO 3166-2
 * @param about Markdown
 * @param hue 0 to 359, the colour of the provider's tile
 * @param refund default terms of its offerings
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProviderProfile(
        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = 200) String legalName,
        @Nullable @Pattern(regexp = "[A-Z]{2}") String country,
        @Nullable @Size(max = 100) String region,
        @Nullable @Size(max = 100) String city,
        @Nullable @WebAddress String url,
        @Nullable @Size(max = 5_000) String about,
        @Nullable Kind kind,
        @Nullable @Size(max = 500) String accreditation,
        @Nullable @Min(0) @Max(359) Integer hue,
        @Nullable @Valid RefundTerms refund) {

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    public enum Kind {
        UNIVERSITY,
        COLLEGE,
        VOCATIONAL,
        COMPANY,
        ASSOCIATION,
        PUBLIC_BODY,
        OTHER
    }
}
