package market.tessera.checkout.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import market.tessera.checkout.keys.Rs256;
import market.tessera.checkout.keys.SigningKey;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Credentials as JWT (Open Badges 3.0, section 8.2): RS256, the credential itself as the payload beside the registered claims. */
public final class CredentialJwt {
    private CredentialJwt() {}

    /** @param kid an address that answers with the public key as JWK */
    public static String sign(ObjectNode credential, SigningKey key, String kid) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(kid)
                .type(JOSEObjectType.JWT)
                .build();
        var token = new JWSObject(header, new Payload(claims(credential).toString()));
        try {
            token.sign(Rs256.signer(key.privateKey()));
        } catch (JOSEException failure) {
            throw new IllegalStateException("A credential could not be signed", failure);
        }
        return token.serialize();
    }

    /**
     * The credential inside, if the signature is the key's that the issuer publishes under the token's {@code kid}.
     *
     * @param keys the key that the issuer publishes under that address, if any
     */
    public static Optional<ObjectNode> verified(String text, Function<String, Optional<PublicKey>> keys) {
        return CredentialToken.parse(text)
                .filter(token -> token.algorithm().equals(JWSAlgorithm.RS256.getName()))
                .filter(token ->
                        token.keyName().flatMap(keys).filter(token::isSignedBy).isPresent())
                .map(CredentialToken::credential);
    }

    private static ObjectNode claims(ObjectNode credential) {
        var claims = JsonNodeFactory.instance.objectNode();
        claims.setAll(credential);
        claims.put("iss", credential.at("/issuer/id").asString());
        claims.put("jti", credential.path("id").asString());
        claims.put("nbf", Instant.parse(credential.path("validFrom").asString()).getEpochSecond());
        claims.put("sub", credential.at("/credentialSubject/id").asString());
        if (credential.has("validUntil")) {
            claims.put(
                    "exp",
                    Instant.parse(credential.path("validUntil").asString()).getEpochSecond());
        }
        return claims;
    }
}
