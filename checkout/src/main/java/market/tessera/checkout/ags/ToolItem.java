package market.tessera.checkout.ags;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that a tool grades beside the course. */
record ToolItem(
        UUID id,
        String label,
        BigDecimal scoreMaximum,
        @Nullable String resourceId,
        @Nullable String tag,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt) {

    LineItem toLineItem(String address, UUID link) {
        return new LineItem(
                address,
                scoreMaximum,
                label,
                link.toString(),
                resourceId,
                tag,
                startsAt == null ? null : Objects.toString(startsAt),
                endsAt == null ? null : Objects.toString(endsAt));
    }
}
