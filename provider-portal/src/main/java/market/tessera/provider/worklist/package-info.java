/** The lists that staff work from: offerings, and reviews that wait. */
@NullMarked
package market.tessera.provider.worklist;

import org.jspecify.annotations.NullMarked;
