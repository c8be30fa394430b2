/** Offerings as the catalogue has them, version by version with their intakes, and what the log tells of them. */
@NullMarked
package market.tessera.provider.catalogue;

import org.jspecify.annotations.NullMarked;
