/** What is printed: text with the letters of our own fonts, and documents of one form, as PDF that assistive technology can read. */
@NullMarked
package market.tessera.checkout.paper;

import org.jspecify.annotations.NullMarked;
