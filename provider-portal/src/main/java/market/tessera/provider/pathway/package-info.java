/** Pathways: offerings, and other pathways, that stack into a larger award; written, reviewed and published as offerings are. */
@NullMarked
package market.tessera.provider.pathway;

import org.jspecify.annotations.NullMarked;
