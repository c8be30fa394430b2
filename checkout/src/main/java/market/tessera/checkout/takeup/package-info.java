/** How a place that an organisation has bought is taken up: by an invitation to one person, or by a code for whoever has it. */
@NullMarked
package market.tessera.checkout.takeup;

import org.jspecify.annotations.NullMarked;
