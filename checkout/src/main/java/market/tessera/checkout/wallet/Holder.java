package market.tessera.checkout.wallet;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import market.tessera.checkout.credential.CredentialToken;
import market.tessera.checkout.keys.PublicJwk;
import market.tessera.checkout.verifier.Did;

/**
 * Who holds a key, as a wallet proves it (OpenID4VCI 1.0, appendix F.1).
 *
 * @param did identifier that is the key itself
 * @param nonce that was signed
 */
record Holder(String did, String nonce) {
    static final Set<String> ALGORITHMS = Set.of("ES256", "EdDSA", "Ed25519");
    private static final String TYPE = "openid4vci-proof+jwt";

    private record Key(String did, PublicKey key) {}

    /** The holder, if the proof is signed by the key that it names and made for this issuer. */
    static Optional<Holder> proven(String jwt, String issuer) {
        return CredentialToken.parse(jwt)
                .filter(token -> ALGORITHMS.contains(token.algorithm()))
                .filter(token -> token.claim("aud").equals(issuer) && token.hasClaim("iat") && token.hasClaim("nonce"))
                .flatMap(token -> header(jwt)
                        .flatMap(Holder::key)
                        .filter(key -> token.isSignedBy(key.key()))
                        .map(key -> new Holder(key.did(), token.claim("nonce"))));
    }

    private static Optional<JWSHeader> header(String jwt) {
        try {
            return Optional.of(JWSHeader.parse(Base64URL.from(jwt.substring(0, jwt.indexOf('.')))))
                    .filter(header -> header.getType() != null
                            && TYPE.equals(header.getType().getType()));
        } catch (ParseException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Key> key(JWSHeader header) {
        return Optional.ofNullable(header.getJWK())
                .map(JWK::toPublicJWK)
                .flatMap(jwk -> PublicJwk.read(jwk.toJSONObject())
                        .map(key -> new Key("did:jwk:" + Base64URL.encode(jwk.toJSONString()), key)))
                .or(() -> Optional.ofNullable(header.getKeyID())
                        .map(kid -> kid.split("#", 2)[0])
                        .filter(Did::isKey)
                        .flatMap(did -> Did.key(did).map(key -> new Key(did, key))));
    }
}
