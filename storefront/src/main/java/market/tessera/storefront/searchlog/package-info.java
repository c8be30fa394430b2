/** What is looked for and whether it is found, counted by day and without anybody: the raw material of needs and of relevance. */
@NullMarked
package market.tessera.storefront.searchlog;

import org.jspecify.annotations.NullMarked;
