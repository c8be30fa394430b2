/** Pathways as the catalogue has them, edition by edition, and what the log tells of them. */
@NullMarked
package market.tessera.provider.pathwayedition;

import org.jspecify.annotations.NullMarked;
