package market.tessera.checkout.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import market.tessera.checkout.keys.SigningKey.Algorithm;

/** Where new keys come from. */
interface KeyPairs {
    /** One that nobody has had before. Takes its time: not for an event loop. */
    KeyPair next(Algorithm algorithm) throws GeneralSecurityException;
}
