/** Imports at work: providers, then offerings, then pathways, batch by batch, resumed after a kill. */
@NullMarked
package market.tessera.provider.importruns;

import org.jspecify.annotations.NullMarked;
