/** What providers report of their learners: scores, and the word that the outcomes were met. */
@NullMarked
package market.tessera.checkout.completion;

import org.jspecify.annotations.NullMarked;
