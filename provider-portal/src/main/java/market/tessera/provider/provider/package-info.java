/** Institutions that list offerings: who they are, and whether the operator has verified them. */
@NullMarked
package market.tessera.provider.provider;

import org.jspecify.annotations.NullMarked;
