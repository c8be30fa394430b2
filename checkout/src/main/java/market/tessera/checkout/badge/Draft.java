package market.tessera.checkout.badge;

import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.platform.mail.Mail;

/**
 * A signed badge that is not its enrollment's yet.
 *
 * @param letter tells its learner of it
 */
record Draft(Due due, Enrollment enrollment, Badge badge, Mail letter) {}
