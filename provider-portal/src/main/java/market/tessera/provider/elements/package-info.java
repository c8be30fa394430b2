/** How the elements of an offering are asked for in forms, understood, compared and put into words. */
@NullMarked
package market.tessera.provider.elements;

import org.jspecify.annotations.NullMarked;
