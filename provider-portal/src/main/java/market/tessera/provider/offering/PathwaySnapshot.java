package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A pathway's whole public state, as {@code docs/events.md} promises it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PathwaySnapshot(
        UUID id,
        String slug,
        String status,
        ProviderName provider,
        String title,
        @Nullable String summary,
        PathwayRule rule,
        List<UUID> offerings,
        PathwayTerms.@Nullable Award award) {

    record ProviderName(UUID id, String slug, String name) {}
}
