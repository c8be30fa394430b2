/** Organisations that buy by purchase order: invoiced first, paid by bank transfer, which is booked by hand. */
@NullMarked
package market.tessera.checkout.purchaseorder;

import org.jspecify.annotations.NullMarked;
