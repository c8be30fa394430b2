/** Keys by which programs ask more of the API than anybody may; each belongs to an account. */
@NullMarked
package market.tessera.storefront.apikey;

import org.jspecify.annotations.NullMarked;
