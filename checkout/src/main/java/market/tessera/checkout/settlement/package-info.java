/** What payment does to an order: places are sold, taxes written down, receipts sent, enrollments requested; and what is taken back. */
@NullMarked
package market.tessera.checkout.settlement;

import org.jspecify.annotations.NullMarked;
