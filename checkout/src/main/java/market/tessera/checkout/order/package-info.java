/** Orders: one payment for places of several providers; their states, their keys, and the pages that show them. */
@NullMarked
package market.tessera.checkout.order;

import org.jspecify.annotations.NullMarked;
