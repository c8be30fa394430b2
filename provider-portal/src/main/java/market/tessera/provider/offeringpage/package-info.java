/** An offering's own page: where it stands, its timeline and comments, its versions side by side, and what can be done. */
@NullMarked
package market.tessera.provider.offeringpage;

import org.jspecify.annotations.NullMarked;
