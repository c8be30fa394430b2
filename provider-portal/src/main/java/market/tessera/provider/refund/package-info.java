/** Tells institutions of money that buyers, or buyers' banks, want back; where that is answered is checkout's. */
@NullMarked
package market.tessera.provider.refund;

import org.jspecify.annotations.NullMarked;
