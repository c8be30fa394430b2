/** The dated runs of offerings, which move while a published version stands. */
@NullMarked
package market.tessera.provider.intake;

import org.jspecify.annotations.NullMarked;
