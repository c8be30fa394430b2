/** Certificates on paper, which lead whoever holds them to the badge itself. */
@NullMarked
package market.tessera.checkout.certificate;

import org.jspecify.annotations.NullMarked;
