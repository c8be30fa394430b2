/** The dated runs of offerings, which move while a published version stands, and whom a change of them touches. */
@NullMarked
package market.tessera.provider.intake;

import org.jspecify.annotations.NullMarked;
