/** Calls to addresses that providers have typed: only to public machines, within limits, and with a reason in plain words when they fail. */
@NullMarked
package market.tessera.checkout.outbound;

import org.jspecify.annotations.NullMarked;
