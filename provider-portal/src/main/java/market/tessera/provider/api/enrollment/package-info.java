/** The roster, and the completions that are reported of it. */
@NullMarked
package market.tessera.provider.api.enrollment;

import org.jspecify.annotations.NullMarked;
