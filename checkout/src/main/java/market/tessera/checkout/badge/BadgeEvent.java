package market.tessera.checkout.badge;

import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.badge.Badge.Merit;
import market.tessera.platform.eventlog.Event;
import org.jspecify.annotations.Nullable;

/** What the log says of a badge; the shapes are in {@code docs/events.md}. */
sealed interface BadgeEvent {
    /** {@code badge.issued}, {@code badge.revoked} */
    record OfCourse(
            UUID id,
            UUID enrollment,
            UUID provider,
            UUID offering,
            Instant issuedAt,
            @Nullable Instant revokedAt,
            @Nullable String reason)
            implements BadgeEvent {}

    /** {@code pathway-badge.issued}, {@code pathway-badge.revoked} */
    record OfPathway(
            UUID id,
            UUID pathway,
            UUID provider,
            Instant issuedAt,
            @Nullable Instant revokedAt,
            @Nullable String reason)
            implements BadgeEvent {}

    static Event issued(Badge badge) {
        return event(badge, "issued", 1);
    }

    static Event revoked(Badge badge) {
        return event(badge, "revoked", 2);
    }

    private static Event event(Badge badge, String what, long version) {
        var subject = badge.id().toString();
        return switch (badge.merit()) {
            case Merit.Course course ->
                new Event(
                        "badge." + what,
                        subject,
                        version,
                        new OfCourse(
                                badge.id(),
                                course.enrollment(),
                                badge.provider(),
                                course.offering(),
                                badge.issuedAt(),
                                badge.revokedAt(),
                                badge.reason()));
            case Merit.Pathway pathway ->
                new Event(
                        "pathway-badge." + what,
                        subject,
                        version,
                        new OfPathway(
                                badge.id(),
                                pathway.pathway(),
                                badge.provider(),
                                badge.issuedAt(),
                                badge.revokedAt(),
                                badge.reason()));
        };
    }
}
