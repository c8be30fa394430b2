/** Providers as issuers of credentials: their decentralized identifiers and published keys. */
@NullMarked
package market.tessera.checkout.issuer;

import org.jspecify.annotations.NullMarked;
