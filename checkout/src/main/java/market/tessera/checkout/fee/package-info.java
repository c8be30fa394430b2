/** What the payment company keeps for its work, as it says afterwards: read from its books into ours. */
@NullMarked
package market.tessera.checkout.fee;

import org.jspecify.annotations.NullMarked;
