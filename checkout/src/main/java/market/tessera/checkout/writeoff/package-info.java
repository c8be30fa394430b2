/** What providers owe and will not pay: written off by the operator, with a reason. */
@NullMarked
package market.tessera.checkout.writeoff;

import org.jspecify.annotations.NullMarked;
