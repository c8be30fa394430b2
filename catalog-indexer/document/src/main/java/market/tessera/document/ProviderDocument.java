package market.tessera.document;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Objects;
import market.tessera.document.snapshot.Elements;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A document of the providers' index; see {@code docs/search-index.md}. */
record ProviderDocument(
        @JsonUnwrapped Stamp stamp,
        JsonNode provider,
        @JsonUnwrapped @Nullable Content content) {

    record Content(
            String name,
            @Nullable String about,
            @Nullable String city,
            @Nullable String region,
            @Nullable String partOf,
            Facet facet) {}

    record Facet(String country, String kind) {}

    record University(String slug) {}

    /** {@code provider.updated} as far as the index looks into it. */
    record Snapshot(
            String slug,
            String name,
            @Nullable String country,
            @Nullable String region,
            @Nullable String city,
            @Nullable String about,
            @Nullable String kind,
            @Nullable University partOf,
            boolean verified) {
        Content content() {
            return new Content(
                    name,
                    Texts.plain(about),
                    city,
                    region,
                    partOf == null ? null : partOf.slug(),
                    new Facet(
                            Objects.requireNonNullElse(country, Elements.UNDISCLOSED),
                            Objects.requireNonNullElse(kind, Elements.UNDISCLOSED)));
        }
    }
}
