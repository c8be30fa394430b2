/** How often programs may ask, counted by each instance and told in every answer. */
@NullMarked
package market.tessera.platform.quota;

import org.jspecify.annotations.NullMarked;
