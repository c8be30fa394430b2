/** Offerings with their elements, versions, intakes and pathways, and what the catalog log tells of them. */
@NullMarked
package market.tessera.provider.offering;

import org.jspecify.annotations.NullMarked;
