/** Where a provider says what buyers may have before they have paid: invoices, credit, and how many places. */
@NullMarked
package market.tessera.checkout.saleterms;

import org.jspecify.annotations.NullMarked;
