package market.tessera.checkout.badge;

import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import org.jspecify.annotations.Nullable;

/** What the log says of a badge; the shape is in {@code docs/events.md}. */
record BadgeEvent(
        UUID id,
        UUID enrollment,
        UUID provider,
        UUID offering,
        Instant issuedAt,
        @Nullable Instant revokedAt,
        @Nullable String reason) {

    static Event issued(Badge badge) {
        return new Event("badge.issued", badge.id().toString(), 1, of(badge));
    }

    static Event revoked(Badge badge) {
        return new Event("badge.revoked", badge.id().toString(), 2, of(badge));
    }

    private static BadgeEvent of(Badge badge) {
        return new BadgeEvent(
                badge.id(),
                badge.enrollment(),
                badge.provider(),
                badge.offering(),
                badge.issuedAt(),
                badge.revokedAt(),
                badge.reason());
    }
}
