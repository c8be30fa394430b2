/** Tails the catalog log into OpenSearch. */
@NullMarked
package market.tessera.indexer;

import org.jspecify.annotations.NullMarked;
