package market.tessera.provider.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider's public state, as {@code docs/events.md} promises it in {@code provider.updated}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProviderSnapshot(
        UUID id,
        String slug,
        String name,
        @Nullable String legalName,
        @Nullable String country,
        @Nullable String region,
        @Nullable String city,
        @Nullable String url,
        @Nullable String about,
        ProviderProfile.@Nullable Kind kind,
        @Nullable String accreditation,
        int hue,
        @Nullable RefundTerms refund,
        @Nullable Shopfront shopfront,
        @Nullable University partOf,
        boolean verified) {

    record University(UUID id, String slug) {
        static @Nullable University of(@Nullable PartOf partOf) {
            return partOf == null || !partOf.confirmed() ? null : new University(partOf.id(), partOf.slug());
        }
    }

    static ProviderSnapshot of(Provider provider) {
        var profile = provider.profile();
        return new ProviderSnapshot(
                provider.id(),
                provider.slug(),
                profile.name(),
                profile.legalName(),
                profile.country(),
                profile.region(),
                profile.city(),
                profile.url(),
                profile.about(),
                profile.kind(),
                profile.accreditation(),
                provider.hue(),
                profile.refund(),
                provider.shopfront().isBare() ? null : provider.shopfront(),
                University.of(provider.partOf()),
                provider.verified());
    }
}
