/** What the documents of the search index hold, as pages and programs are told of it. */
@NullMarked
package market.tessera.storefront.document;

import org.jspecify.annotations.NullMarked;
