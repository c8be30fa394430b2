package market.tessera.provider.enrollment;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import market.tessera.provider.enrollment.CommerceFeed.Told;
import market.tessera.provider.enrollment.Enrollment.State;
import org.jspecify.annotations.Nullable;

/**
 * What was told of one enrollment and provider at once, as if it had been read one after the other.
 *
 * @param told the newest
 * @param firstAt when the oldest of it was
 * @param intake the newest that was told
 * @param completedAt since when it has been completed, as far as this tells; null if it is not
 * @param interrupted whether it was not completed in between, so that what was known before does not count
 */
record News(
        Told told,
        long version,
        Instant firstAt,
        @Nullable UUID intake,
        @Nullable Instant completedAt,
        boolean interrupted) {

    static News of(Told told, long version) {
        return new News(
                told, version, told.at(), told.intake(), isCompleted(told) ? told.at() : null, !isCompleted(told));
    }

    /** Older versions change nothing. */
    News followedBy(News next) {
        return next.version <= version
                ? this
                : new News(
                        next.told,
                        next.version,
                        firstAt,
                        next.intake == null ? intake : next.intake,
                        isCompleted(next.told) ? Objects.requireNonNullElse(completedAt, next.told.at()) : null,
                        interrupted || !isCompleted(next.told));
    }

    /** Whether it was completed again after it had not been. */
    boolean isCompletedAnew() {
        return interrupted && completedAt != null;
    }

    private static boolean isCompleted(Told told) {
        return State.of(told.state()) == State.COMPLETED;
    }
}
