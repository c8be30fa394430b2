/** Badges into wallets: OpenID for Verifiable Credential Issuance 1.0 with a pre-authorized code and a transaction code. */
@NullMarked
package market.tessera.checkout.wallet;

import org.jspecify.annotations.NullMarked;
