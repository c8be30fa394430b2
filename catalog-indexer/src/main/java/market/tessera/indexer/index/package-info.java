/** The indexes in OpenSearch: their definitions, their aliases, and writing to them. */
@NullMarked
package market.tessera.indexer.index;

import org.jspecify.annotations.NullMarked;
