/** Work that is done again and again while the application runs, and the letters that come of it. */
@NullMarked
package market.tessera.provider.schedule;

import org.jspecify.annotations.NullMarked;
