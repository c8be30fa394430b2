/** Orders: one payment for places of several providers, from placing to every place confirmed. */
@NullMarked
package market.tessera.checkout.order;

import org.jspecify.annotations.NullMarked;
