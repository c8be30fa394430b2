/** The elements of an offering. */
@NullMarked
package market.tessera.provider.offering;

import org.jspecify.annotations.NullMarked;
