/** Work that goes on in the background for as long as the application runs. */
@NullMarked
package market.tessera.checkout.work;

import org.jspecify.annotations.NullMarked;
