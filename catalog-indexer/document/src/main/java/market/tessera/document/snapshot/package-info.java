/** An offering as the events of the catalogue tell it. */
@NullMarked
package market.tessera.document.snapshot;

import org.jspecify.annotations.NullMarked;
