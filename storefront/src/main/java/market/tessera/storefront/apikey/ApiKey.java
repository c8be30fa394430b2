package market.tessera.storefront.apikey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that was given out. The key itself is not kept.
 *
 * @param beginning its first characters, to tell it from others
 * @param usedAt last use, give or take half a minute
 */
public record ApiKey(
        UUID id,
        String name,
        String beginning,
        Instant createdAt,
        @Nullable Instant usedAt) {}
