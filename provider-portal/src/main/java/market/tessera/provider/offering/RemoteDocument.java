package market.tessera.provider.offering;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import market.tessera.provider.provider.WebAddress;
import org.jspecify.annotations.Nullable;

/**
 * A document of an offering that lies somewhere else, as a source names it: to be fetched, and written anew like an upload, before anybody sees it.
 *
 * @param type null for any other than the known ones
 * @param language of the document, BCP 47; null where the source does not say
 */
public record RemoteDocument(
        @NotNull @WebAddress String url,
        @NotBlank @Size(max = Attachment.LONGEST_TITLE) String title,
        Attachment.@Nullable Type type,

        @Nullable @Pattern(regexp = Attachment.LANGUAGE, message = "must be a BCP 47 language tag")
        String language) {}
