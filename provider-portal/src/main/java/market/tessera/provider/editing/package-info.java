/** Pages on which staff write offerings: every element of the catalogue format, completeness as one types, conflicts, preview. */
@NullMarked
package market.tessera.provider.editing;

import org.jspecify.annotations.NullMarked;
