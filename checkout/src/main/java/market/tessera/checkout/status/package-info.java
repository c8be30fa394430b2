/** Which credentials of a provider are revoked, as lists that anyone can read and whose signature anyone can check. */
@NullMarked
package market.tessera.checkout.status;

import org.jspecify.annotations.NullMarked;
