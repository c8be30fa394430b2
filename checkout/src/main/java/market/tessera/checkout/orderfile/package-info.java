/** One order at the desk: all that is known of it and has happened to it, and what staff do about it. */
@NullMarked
package market.tessera.checkout.orderfile;

import org.jspecify.annotations.NullMarked;
