package market.tessera.storefront.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verified provider. */
public record Institution(
        String id,
        String slug,
        String name,
        @Nullable String legalName,
        @Nullable String country,
        @Nullable String region,
        @Nullable String city,
        @Nullable String url,
        @Nullable String about,
        @Nullable String kind,
        @Nullable String accreditation,
        int hue,
        @Nullable Refund refund,
        @Nullable Shopfront shopfront,
        @Nullable University partOf) {

    /** The institution whose school it is, as both of them say. */
    public record University(String slug) {}

    /** Address of its logo; null where it has none. */
    public @Nullable String logo() {
        return shopfront == null ? null : shopfront.logo();
    }

    /** What it puts on its own page; {@code featured} are ids of offerings, {@code logo} is a path on this marketplace. */
    public record Shopfront(
            @Nullable String headline,
            @Nullable String introduction,
            @Nullable String logo,
            @Nullable List<String> featured) {}

    /** Terms of its offerings that state none of their own. */
    public record Refund(@Nullable Integer days, @Nullable String text) {}
}
