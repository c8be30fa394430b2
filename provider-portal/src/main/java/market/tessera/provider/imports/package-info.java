/** Catalogue files from outside: taken in by page, program or address, followed and reported on. */
@NullMarked
package market.tessera.provider.imports;

import org.jspecify.annotations.NullMarked;
