/** Mappings built in the browser: what each column of a provider's table holds, tried on its first rows. */
@NullMarked
package market.tessera.provider.mapper;

import org.jspecify.annotations.NullMarked;
