/** What the catalog's events say, turned into the documents of the search index: pure functions, no server. */
@NullMarked
package market.tessera.document;

import org.jspecify.annotations.NullMarked;
