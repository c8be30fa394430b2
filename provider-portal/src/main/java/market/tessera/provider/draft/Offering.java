package market.tessera.provider.draft;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A micro-credential that can be enrolled in, and where it stands in public. What is said about it is in its versions.
 *
 * @param edition number of the version that is public, or was when the offering was withdrawn; null if there never was one
 * @param source name of the source that it was imported from
 */
public record Offering(
        UUID id,
        UUID provider,
        String slug,
        Status status,
        @Nullable Integer edition,
        @Nullable String source,
        @Nullable String externalId,
        @Nullable Instant publishedAt,
        Instant updatedAt) {

    public enum Status {
        DRAFT,
        PUBLISHED,
        WITHDRAWN
    }
}
