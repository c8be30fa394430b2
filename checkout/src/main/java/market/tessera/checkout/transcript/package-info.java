/** A learner's badges as one record (Comprehensive Learner Record 2.0): to download, for paper, and to show by a link that the learner makes and ends. */
@NullMarked
package market.tessera.checkout.transcript;

import org.jspecify.annotations.NullMarked;
