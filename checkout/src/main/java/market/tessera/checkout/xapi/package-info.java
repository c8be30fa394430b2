/** Statements that courses send of their learners (xAPI 1.0.3, cmi5), as far as they say what a learner has achieved; no learning record store beyond that. */
@NullMarked
package market.tessera.checkout.xapi;

import org.jspecify.annotations.NullMarked;
