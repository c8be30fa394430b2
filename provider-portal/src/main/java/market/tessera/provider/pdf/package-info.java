/** PDF written anew as nothing but pages, how they are read aloud, and where they lead, so that whatever else was in a file does no harm. */
@NullMarked
package market.tessera.provider.pdf;

import org.jspecify.annotations.NullMarked;
