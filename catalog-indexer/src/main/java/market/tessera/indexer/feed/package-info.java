/** Follows the logs of the catalog and of checkout and brings the index up to what they say. */
@NullMarked
package market.tessera.indexer.feed;

import org.jspecify.annotations.NullMarked;
