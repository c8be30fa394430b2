/** A badge as others see it: its page, its files and pictures, ways to share it, and what checking it comes to. */
@NullMarked
package market.tessera.checkout.showcase;

import org.jspecify.annotations.NullMarked;
