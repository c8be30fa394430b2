/** Where providers list, govern, version and publish offerings. */
@NullMarked
package market.tessera.provider;

import org.jspecify.annotations.NullMarked;
