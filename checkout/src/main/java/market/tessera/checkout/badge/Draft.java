package market.tessera.checkout.badge;

import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.enrollment.Enrollment;

/** A signed badge that is not its enrollment's yet. */
record Draft(Due due, Enrollment enrollment, Badge badge) {}
