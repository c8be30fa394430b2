package market.tessera.document;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A document of the pathways' index; see {@code docs/search-index.md}. */
record PathwayDocument(
        @JsonUnwrapped Stamp stamp,
        JsonNode pathway,
        @JsonUnwrapped @Nullable Content content) {

    record Content(
            String title,
            @Nullable String summary,
            @Nullable String award,
            String providerName,
            Facet facet,
            List<String> offerings) {}

    record Facet(String provider) {}

    /** {@code pathway.published} as far as the index looks into it. */
    record Snapshot(
            String slug,
            Provider provider,
            String title,
            @Nullable String summary,
            @Nullable Award award,
            @Nullable List<String> offerings) {
        Content content() {
            return new Content(
                    title,
                    summary,
                    award == null ? null : award.name(),
                    provider.name(),
                    new Facet(provider.slug()),
                    offerings == null ? List.of() : offerings);
        }
    }

    record Provider(String slug, String name) {}

    record Award(@Nullable String name) {}
}
