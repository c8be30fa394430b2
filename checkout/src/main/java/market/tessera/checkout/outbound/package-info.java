/** Fetching documents that somebody else names: from public machines alone, within limits, and with a reason when it fails. */
@NullMarked
package market.tessera.checkout.outbound;

import org.jspecify.annotations.NullMarked;
