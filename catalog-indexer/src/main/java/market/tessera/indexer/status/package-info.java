/** How far the index is behind the logs, for health checks and for whoever waits for the catalogue to be searchable. */
@NullMarked
package market.tessera.indexer.status;

import org.jspecify.annotations.NullMarked;
