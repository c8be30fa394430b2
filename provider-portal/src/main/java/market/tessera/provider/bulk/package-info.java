/** One change to many offerings at once, seen before it is made. */
@NullMarked
package market.tessera.provider.bulk;

import org.jspecify.annotations.NullMarked;
