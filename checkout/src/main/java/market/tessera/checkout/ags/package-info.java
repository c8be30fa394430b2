/** Scores from providers' tools: the token endpoint and LTI Advantage's Assignment and Grade Services. */
@NullMarked
package market.tessera.checkout.ags;

import org.jspecify.annotations.NullMarked;
