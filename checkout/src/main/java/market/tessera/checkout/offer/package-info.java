/** What can be bought: checkout's own copy of offerings and intakes, and the one authority on their seats. */
@NullMarked
package market.tessera.checkout.offer;

import org.jspecify.annotations.NullMarked;
