/** How rows of a foreign file become the catalogue format: mapping files, with value tables, repairs and joins. */
@NullMarked
package market.tessera.provider.mapping;

import org.jspecify.annotations.NullMarked;
