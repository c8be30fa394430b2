/** Institutions' own sign-in services: how they are reached, and for whom they are the way in. */
@NullMarked
package market.tessera.provider.realm;

import org.jspecify.annotations.NullMarked;
