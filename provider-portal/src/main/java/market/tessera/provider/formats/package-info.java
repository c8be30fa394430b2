/** The formats of files that are understood, and how each becomes records of the catalogue format. */
@NullMarked
package market.tessera.provider.formats;

import org.jspecify.annotations.NullMarked;
