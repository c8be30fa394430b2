package market.tessera.checkout.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import market.tessera.checkout.keys.SigningKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Credentials as JWT (Open Badges 3.0, section 8.2): RS256, the credential itself as the payload beside the registered claims. */
public final class CredentialJwt {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> REGISTERED = List.of("iss", "jti", "nbf", "sub", "exp");

    private CredentialJwt() {}

    /** @param kid an address that answers with the public key as JWK */
    public static String sign(ObjectNode credential, SigningKey key, String kid) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(kid)
                .type(JOSEObjectType.JWT)
                .build();
        var token = new JWSObject(header, new Payload(claims(credential).toString()));
        try {
            token.sign(new RSASSASigner(key.privateKey()));
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
        try {
            var token = JWSObject.parse(text);
            var kid = token.getHeader().getKeyID();
            return Optional.ofNullable(kid)
                    .filter(_ -> JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm()))
                    .flatMap(keys)
                    .filter(RSAPublicKey.class::isInstance)
                    .filter(key -> verifies(token, (RSAPublicKey) key))
                    .map(_ -> credential(token.getPayload().toString()));
        } catch (ParseException | JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static ObjectNode claims(ObjectNode credential) {
        var claims = credential.deepCopy();
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

    private static ObjectNode credential(String payload) {
        var claims = (ObjectNode) JSON.readTree(payload);
        claims.remove(REGISTERED);
        return claims;
    }

    private static boolean verifies(JWSObject token, RSAPublicKey key) {
        try {
            return token.verify(new RSASSAVerifier(key));
        } catch (JOSEException unsupported) {
            return false;
        }
    }
}
