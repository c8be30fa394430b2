/** Judged queries, and how good an order of results is by them. Knows no application: whoever can rank can be measured. */
@NullMarked
package market.tessera.sandbox.relevance;

import org.jspecify.annotations.NullMarked;
