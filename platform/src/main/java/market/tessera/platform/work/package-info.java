/** Work that goes on in the background for as long as an application runs. */
@NullMarked
package market.tessera.platform.work;

import org.jspecify.annotations.NullMarked;
