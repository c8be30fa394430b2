package market.tessera.checkout.organisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place that an organisation has bought, and who has it. Immutable: a reading at one moment.
 *
 * @param line of the order, which is the place's name
 * @param email to which it was offered, or of who took it up
 * @param progress state of the enrollment; null unless the learner lets the organisation see it
 * @param grade as the learner sees it, on the same condition
 * @param begun whether its intake has begun, so that nothing is handed to others any more
 */
record BoughtPlace(
        UUID line,
        UUID intake,
        String title,
        String providerName,
        boolean selfPaced,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends,
        State state,
        @Nullable String email,
        @Nullable String name,
        @Nullable Instant invitedAt,
        @Nullable Instant takenAt,
        boolean shared,
        @Nullable String progress,
        @Nullable String grade,
        boolean begun) {

    /** Who has it. */
    enum State {
        FREE,
        INVITED,
        TAKEN,
        RETURNED
    }

    /** Whether it can be taken back from whoever has it. */
    public boolean isMovable() {
        return (state == State.INVITED || state == State.TAKEN) && !begun && !isCompleted();
    }

    public boolean isStarted() {
        return "ACTIVE".equals(progress) || isCompleted();
    }

    public boolean isCompleted() {
        return "COMPLETED".equals(progress);
    }

    /** The last part of the key of the words that say how far it has come. */
    public String key() {
        if (state != State.TAKEN) {
            return state.name().toLowerCase(Locale.ROOT);
        }
        if (!shared) {
            return "private";
        }
        return isCompleted() ? "completed" : isStarted() ? "started" : "joined";
    }
}
