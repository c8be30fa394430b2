/** What somebody may mean while still typing. */
@NullMarked
package market.tessera.storefront.suggestion;

import org.jspecify.annotations.NullMarked;
