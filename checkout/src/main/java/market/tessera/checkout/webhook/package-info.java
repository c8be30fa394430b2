/** Signed calls that tell a provider's program of enrollments. */
@NullMarked
package market.tessera.checkout.webhook;

import org.jspecify.annotations.NullMarked;
