/** What moves our balance at the payment company, as it says afterwards: read from its books into ours. */
@NullMarked
package market.tessera.checkout.balance;

import org.jspecify.annotations.NullMarked;
