/** Pictures drawn without a screen and without fonts of the machine: what the design system has as SVG, as pixels. */
@NullMarked
package market.tessera.checkout.picture;

import org.jspecify.annotations.NullMarked;
