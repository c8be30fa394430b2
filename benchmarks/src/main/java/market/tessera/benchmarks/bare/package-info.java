/** The bare engines, without a marketplace around them, that each benchmark is held against. */
@NullMarked
package market.tessera.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
