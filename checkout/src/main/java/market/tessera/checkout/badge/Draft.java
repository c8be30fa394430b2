package market.tessera.checkout.badge;

import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.platform.mail.Mail;

/**
 * A signed badge that is not its enrollment's yet.
 *
 * @param letter tells its learner of it
 */
record Draft(Due due, Enrollment enrollment, Badge badge, Mail letter) {
    /** Whether it still says whose the enrollment is: an account may have been deleted while the badge was being signed. */
    boolean isOf(Enrollment current) {
        return enrollment.learner().name().equals(current.learner().name())
                && enrollment.learner().email().equals(current.learner().email());
    }

    /** Whether there may be a badge for an earlier result. */
    boolean isCorrection() {
        return due.revision() > 1;
    }
}
