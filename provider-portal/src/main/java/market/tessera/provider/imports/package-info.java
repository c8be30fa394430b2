/** Catalogue files from outside: taken in, checked row by row, resumed after a kill, reported on. */
@NullMarked
package market.tessera.provider.imports;

import org.jspecify.annotations.NullMarked;
