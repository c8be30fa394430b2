/** Catalogues that lie at an address: fetched when asked, or by the day or week, and imported like a file that somebody sends. */
@NullMarked
package market.tessera.provider.sources;

import org.jspecify.annotations.NullMarked;
