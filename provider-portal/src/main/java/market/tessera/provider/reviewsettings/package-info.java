/** Where institutions say which reviews they want, and who gives them. */
@NullMarked
package market.tessera.provider.reviewsettings;

import org.jspecify.annotations.NullMarked;
