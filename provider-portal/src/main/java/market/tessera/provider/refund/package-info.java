/** Tells institutions that buyers ask for money back past the terms; where that is answered is checkout's. */
@NullMarked
package market.tessera.provider.refund;

import org.jspecify.annotations.NullMarked;
