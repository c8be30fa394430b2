/** Baskets: places of several providers that a visitor means to buy, as a guest or signed in. */
@NullMarked
package market.tessera.checkout.basket;

import org.jspecify.annotations.NullMarked;
