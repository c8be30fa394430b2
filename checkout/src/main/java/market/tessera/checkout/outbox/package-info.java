/** Mail that is part of a transaction: written with the change it tells of, delivered afterwards until it has arrived. */
@NullMarked
package market.tessera.checkout.outbox;

import org.jspecify.annotations.NullMarked;
