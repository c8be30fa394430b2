/** Calls to addresses that somebody has typed: only to public machines, within limits, signed, and with a reason in plain words when they fail. */
@NullMarked
package market.tessera.platform.outbound;

import org.jspecify.annotations.NullMarked;
