package market.tessera.provider.offering;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import market.tessera.provider.media.Media;

/**
 * The picture of an offering.
 *
 * @param url its path on this marketplace, as the upload gave it
 * @param alt what it shows, for those who do not see it
 */
public record Image(
        @NotNull @Pattern(regexp = Media.ADDRESS, message = "must be the address of a picture that was uploaded here")
        String url,

        @NotBlank @Size(max = 250) String alt) {}
