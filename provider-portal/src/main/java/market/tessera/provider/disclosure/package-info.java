/** How much an offering says of itself, measured by the profile of each market. */
@NullMarked
package market.tessera.provider.disclosure;

import org.jspecify.annotations.NullMarked;
