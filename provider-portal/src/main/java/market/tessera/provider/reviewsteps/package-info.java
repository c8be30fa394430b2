/** The reviews that each provider wants before anything is published, and the pages on which it says so. */
@NullMarked
package market.tessera.provider.reviewsteps;

import org.jspecify.annotations.NullMarked;
