/** What staff and the operator see first: what waits for them, and how their offerings do. */
@NullMarked
package market.tessera.provider.insight;

import org.jspecify.annotations.NullMarked;
