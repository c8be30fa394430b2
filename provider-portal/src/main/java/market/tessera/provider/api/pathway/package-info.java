/** Pathways: listed, written, and brought from draft to market. */
@NullMarked
package market.tessera.provider.api.pathway;

import org.jspecify.annotations.NullMarked;
