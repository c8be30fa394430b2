/** What an institution says of itself, and the files that its offerings show. */
@NullMarked
package market.tessera.provider.api.institution;

import org.jspecify.annotations.NullMarked;
