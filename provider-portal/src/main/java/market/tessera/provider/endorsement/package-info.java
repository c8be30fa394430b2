/** Tells institutions what has become of endorsements that they have asked for, or were asked for; where that is done is checkout's. */
@NullMarked
package market.tessera.provider.endorsement;

import org.jspecify.annotations.NullMarked;
