/** When an offering can be begun, and the ways to take it. */
@NullMarked
package market.tessera.document.intake;

import org.jspecify.annotations.NullMarked;
