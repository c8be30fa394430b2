/** Files that catalogues name by address, brought from there. */
@NullMarked
package market.tessera.provider.fetching;

import org.jspecify.annotations.NullMarked;
