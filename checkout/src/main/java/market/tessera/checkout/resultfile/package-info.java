/** Results by file: a provider's people download who is enrolled, fill in who has passed, and hand it in again. */
@NullMarked
package market.tessera.checkout.resultfile;

import org.jspecify.annotations.NullMarked;
