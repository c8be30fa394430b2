/** The provider API: what a provider's own systems do by program, through the same use cases as the pages. */
@NullMarked
package market.tessera.provider.api;

import org.jspecify.annotations.NullMarked;
