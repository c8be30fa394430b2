/** Documents of what was sold and taken back: invoices and credit notes, numbered without gaps by seller and year, and receipts. */
@NullMarked
package market.tessera.checkout.invoice;

import org.jspecify.annotations.NullMarked;
