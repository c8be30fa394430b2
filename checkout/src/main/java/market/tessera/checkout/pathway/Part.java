package market.tessera.checkout.pathway;

import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import org.jspecify.annotations.Nullable;

/**
 * A course of a pathway, or a pathway that is a part as a whole, as one learner has it.
 *
 * @param id of the offering or the pathway
 * @param title null while the catalogue has not told of it
 * @param slug of the offering's page; null for a pathway
 */
record Part(
        UUID id,
        @Nullable String title,
        @Nullable String slug,
        @Nullable Earned earned) {

    /** A badge of it that is in force. */
    record Earned(UUID badge, String title, Learner learner, Optional<Rule.Credit> credit) {}

    boolean isEarned() {
        return earned != null;
    }

    Optional<Rule.Credit> credit() {
        return Optional.ofNullable(earned).flatMap(Earned::credit);
    }
}
