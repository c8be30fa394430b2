/** The way back for staff who have forgotten their password: a link by mail, and a new one. */
@NullMarked
package market.tessera.provider.recovery;

import org.jspecify.annotations.NullMarked;
