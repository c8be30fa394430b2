/** Files that providers show: pictures taken in and made anew; all of them kept, given out and swept. */
@NullMarked
package market.tessera.provider.media;

import org.jspecify.annotations.NullMarked;
