/** Which of a provider's systems an offering's learners are handed over to, and how each of those systems is doing. */
@NullMarked
package market.tessera.checkout.connection;

import org.jspecify.annotations.NullMarked;
