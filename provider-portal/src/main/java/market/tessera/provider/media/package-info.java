/** Pictures that providers show: taken in, made anew, kept, given out and swept. */
@NullMarked
package market.tessera.provider.media;

import org.jspecify.annotations.NullMarked;
