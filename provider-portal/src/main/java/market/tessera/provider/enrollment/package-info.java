/** Who is enrolled with a provider, as checkout tells it. */
@NullMarked
package market.tessera.provider.enrollment;

import org.jspecify.annotations.NullMarked;
