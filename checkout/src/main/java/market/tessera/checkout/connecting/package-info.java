/** The pages by which a provider connects its systems, tries them, and chooses which offering goes where. */
@NullMarked
package market.tessera.checkout.connecting;

import org.jspecify.annotations.NullMarked;
