package market.tessera.provider.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.money.Money;
import market.tessera.provider.offering.Mode;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.ProviderProfile;
import org.jspecify.annotations.Nullable;

/**
 * An offering's whole public state, as {@code docs/events.md} promises it in {@code offering.published} and {@code offering.withdrawn}.
 *
 * @param elements as JSON, just as the published version holds them; likewise the provenance
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OfferingSnapshot(
        UUID id,
        String slug,
        String status,
        int edition,
        ProviderSummary provider,
        @JsonRawValue String elements,
        @JsonRawValue String provenance,
        List<IntakeSnapshot> intakes,
        BigDecimal completeness,
        List<String> comparableIn,
        @Nullable Source source,
        Instant publishedAt,
        Instant updatedAt) {

    /** Where an offering was imported from. */
    record Source(String name, String externalId) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProviderSummary(
            UUID id,
            String slug,
            String name,
            @Nullable String country,
            @Nullable String region,
            @Nullable String city,
            @Nullable String url,
            ProviderProfile.@Nullable Kind kind,
            int hue,
            boolean verified) {

        static ProviderSummary of(UUID id, String slug, ProviderProfile profile, boolean verified) {
            return new ProviderSummary(
                    id,
                    slug,
                    profile.name(),
                    profile.country(),
                    profile.region(),
                    profile.city(),
                    profile.url(),
                    profile.kind(),
                    Provider.hue(id, profile.hue()),
                    verified);
        }
    }

    /**
     * @param price what a learner pays in all; null if that is not disclosed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IntakeSnapshot(
            UUID id,
            @Nullable String externalId,
            boolean selfPaced,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            @Nullable LocalDate closes,
            @Nullable Integer seats,
            @Nullable Boolean waitlist,
            @Nullable Mode mode,
            @Nullable String place,
            @Nullable ZoneId timeZone,
            @Nullable Money price,
            @Nullable List<String> teachers) {

        static IntakeSnapshot of(Intake intake, @Nullable Money totalCost) {
            var terms = intake.terms();
            return new IntakeSnapshot(
                    intake.id(),
                    terms.externalId(),
                    terms.openEnded(),
                    terms.starts(),
                    terms.ends(),
                    terms.closes(),
                    terms.seats(),
                    terms.waitlist(),
                    terms.mode(),
                    terms.place(),
                    terms.timeZone(),
                    terms.price() == null ? totalCost : terms.price(),
                    terms.teachers().isEmpty() ? null : terms.teachers());
        }
    }
}
