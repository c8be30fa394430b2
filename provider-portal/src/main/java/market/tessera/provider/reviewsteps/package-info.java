/** The reviews that each provider wants before anything is published. */
@NullMarked
package market.tessera.provider.reviewsteps;

import org.jspecify.annotations.NullMarked;
