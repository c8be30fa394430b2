/** Verifiable credentials as formats: JSON-LD canonicalisation, proofs, status lists; knows no learner and no table. */
@NullMarked
package market.tessera.checkout.credential;

import org.jspecify.annotations.NullMarked;
