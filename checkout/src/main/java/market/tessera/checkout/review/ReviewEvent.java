package market.tessera.checkout.review;

import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;

/** What the log says of a review: its stars, but not its words, which can be taken back; the shape is in {@code docs/events.md}. */
record ReviewEvent(
        UUID id,
        UUID enrollment,
        UUID offering,
        UUID provider,
        String state,
        int stars,
        boolean answered,
        Instant writtenAt,
        Instant changedAt) {

    static final String TYPE = "review.updated";

    static Event of(Review review) {
        var data = new ReviewEvent(
                review.id(),
                review.enrollment(),
                review.offering(),
                review.provider(),
                review.state(),
                review.stars(),
                review.answer() != null,
                review.writtenAt(),
                review.changedAt());
        return new Event(TYPE, review.id().toString(), review.version(), data);
    }
}
