/** Documents that providers attach to their offerings: taken in, written anew, and kept as files are. */
@NullMarked
package market.tessera.provider.attachment;

import org.jspecify.annotations.NullMarked;
