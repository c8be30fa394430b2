/** Readers of published classifications. */
@NullMarked
package market.tessera.platform.vocabulary;

import org.jspecify.annotations.NullMarked;
