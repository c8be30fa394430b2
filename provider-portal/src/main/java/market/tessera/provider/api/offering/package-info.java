/** Offerings: listed, written, and brought from draft to market. */
@NullMarked
package market.tessera.provider.api.offering;

import org.jspecify.annotations.NullMarked;
