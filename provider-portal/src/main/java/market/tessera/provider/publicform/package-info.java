/** Forms that anybody may fill in, and programs should not. */
@NullMarked
package market.tessera.provider.publicform;

import org.jspecify.annotations.NullMarked;
