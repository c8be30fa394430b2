/** Puts a load on a server and measures how it bears it. */
@NullMarked
package market.tessera.benchmarks.load;

import org.jspecify.annotations.NullMarked;
