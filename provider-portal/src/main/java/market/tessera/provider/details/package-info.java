/** What an institution says of itself: its names, where it is, what it is about, its usual terms. */
@NullMarked
package market.tessera.provider.details;

import org.jspecify.annotations.NullMarked;
