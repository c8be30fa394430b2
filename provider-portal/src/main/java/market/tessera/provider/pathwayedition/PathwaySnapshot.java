package market.tessera.provider.pathwayedition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;

/** A pathway's whole public state, as {@code docs/events.md} promises it. */
record PathwaySnapshot(
        UUID id,
        String slug,
        String status,
        int edition,
        ProviderName provider,
        @JsonUnwrapped PathwayTerms terms,
        List<UUID> offerings,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UUID> pathways) {

    record ProviderName(UUID id, String slug, String name) {}
}
