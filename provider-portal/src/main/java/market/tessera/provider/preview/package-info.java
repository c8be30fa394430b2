/** What learners will see of a draft, as the storefront shows it. */
@NullMarked
package market.tessera.provider.preview;

import org.jspecify.annotations.NullMarked;
