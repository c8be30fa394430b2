/** LTI Dynamic Registration 1.0: a tool that was invited registers itself; a person confirms it. */
@NullMarked
package market.tessera.checkout.registration;

import org.jspecify.annotations.NullMarked;
