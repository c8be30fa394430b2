/** Catalogues of any size, made of the words, prices and hours of real ones. */
@NullMarked
package market.tessera.benchmarks.catalogue;

import org.jspecify.annotations.NullMarked;
