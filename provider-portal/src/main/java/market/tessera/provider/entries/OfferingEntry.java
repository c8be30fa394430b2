package market.tessera.provider.entries;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import market.tessera.provider.offering.Attachment;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.offering.RemoteDocument;
import market.tessera.provider.offering.RemoteImage;
import org.jspecify.annotations.Nullable;

/**
 * An offering as it stands in a catalogue file.
 *
 * @param provider external id of its provider; null in a file of a provider's own, whose it is then
 * @param image a picture to be fetched; no part of what is compared, since what lies at an address changes without the file
 * @param documents to be fetched, likewise
 */
public record OfferingEntry(
        @NotBlank @Size(max = 200) String externalId,
        @Nullable @Size(min = 1, max = 200) String provider,
        @Valid Elements elements,
        @Size(max = 500) List<@Valid IntakeTerms> intakes,
        Map<String, @Valid Provenance> provenance,
        @JsonIgnore @Nullable @Valid RemoteImage image,
        @JsonIgnore @Size(max = Attachment.MOST) List<@Valid RemoteDocument> documents) {
    private static final Comparator<IntakeTerms> BY_DATE = Comparator.comparing(
                    IntakeTerms::starts, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(IntakeTerms::externalId, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** The order of intakes and of provenance means nothing; the same content is written as the same text. */
    public OfferingEntry {
        intakes = intakes.stream().sorted(BY_DATE).toList();
        provenance = new TreeMap<>(provenance);
    }
}
