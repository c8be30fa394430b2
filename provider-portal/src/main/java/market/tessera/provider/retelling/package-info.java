/** Offerings and pathways that are told again because their institution is called, coloured or placed otherwise now. */
@NullMarked
package market.tessera.provider.retelling;

import org.jspecify.annotations.NullMarked;
