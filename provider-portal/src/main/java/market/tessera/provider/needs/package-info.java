/** Needs: evidence that an offering is wanted, from which it begins and which its review shows. */
@NullMarked
package market.tessera.provider.needs;

import org.jspecify.annotations.NullMarked;
