package market.tessera.checkout.credential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import market.tessera.checkout.keys.PublicJwk;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A credential that came as JWT, whoever signed it: with the credential as the payload (Open Badges 3.0, section 8.2), or in its {@code vc}
 * claim as older ones have it.
 */
public final class CredentialToken {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> REGISTERED = List.of("iss", "jti", "nbf", "sub", "exp", "iat", "aud");

    /** The newer name and the older. */
    private static final Set<JWSAlgorithm> ED25519 = Set.of(JWSAlgorithm.Ed25519, JWSAlgorithm.EdDSA);

    private final JWSObject token;
    private final ObjectNode claims;

    private CredentialToken(JWSObject token, ObjectNode claims) {
        this.token = token;
        this.claims = claims;
    }

    /** The token, unless the text is no signed JWT with a JSON object inside. */
    public static Optional<CredentialToken> parse(String text) {
        try {
            var token = JWSObject.parse(text);
            return Optional.of(JSON.readTree(token.getPayload().toString()))
                    .filter(JsonNode::isObject)
                    .map(claims -> new CredentialToken(token, (ObjectNode) claims));
        } catch (ParseException | JacksonException malformed) {
            return Optional.empty();
        }
    }

    /** What it certifies, without the registered claims. */
    public ObjectNode credential() {
        return claims.path("vc") instanceof ObjectNode inner
                ? inner.deepCopy()
                : claims.deepCopy().without(REGISTERED);
    }

    /** The presentation in it, if it is a wallet's: as the payload (W3C Securing Verifiable Credentials using JOSE and COSE), or in its {@code vp} claim. */
    public Optional<ObjectNode> presentation() {
        if (claims.path("vp") instanceof ObjectNode inner) {
            return Optional.of(inner.deepCopy());
        }
        return claims.has("verifiableCredential") && !claims.has("credentialSubject")
                ? Optional.of(claims.deepCopy())
                : Optional.empty();
    }

    public String claim(String name) {
        return claims.path(name).asString("");
    }

    public boolean hasClaim(String name) {
        return claims.hasNonNull(name);
    }

    public Optional<Instant> expiry() {
        return Optional.of(claims.path("exp"))
                .filter(JsonNode::isNumber)
                .map(exp -> Instant.ofEpochSecond(
                        Math.clamp(exp.asLong(0), Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())));
    }

    /** The name of the key that is said to have signed it. */
    public Optional<String> keyName() {
        return Optional.ofNullable(header().getKeyID());
    }

    /** The key that the token itself brings; that it fits says nothing of whose it is. */
    public Optional<PublicKey> enclosedKey() {
        return Optional.ofNullable(header().getJWK()).map(JWK::toJSONObject).flatMap(PublicJwk::read);
    }

    public String algorithm() {
        return header().getAlgorithm().getName();
    }

    /** Whether that key has signed it; false as well where the algorithm does not suit the key, or is not known here. */
    public boolean isSignedBy(PublicKey key) {
        try {
            return ED25519.contains(header().getAlgorithm())
                    ? isSignedByEd25519(key)
                    : token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(header(), key));
        } catch (JOSEException unfit) {
            return false;
        }
    }

    private boolean isSignedByEd25519(PublicKey key) {
        try {
            var verification = Signature.getInstance("Ed25519");
            verification.initVerify(key);
            verification.update(token.getSigningInput());
            return header().getCriticalParams() == null
                    && verification.verify(token.getSignature().decode());
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    private JWSHeader header() {
        return token.getHeader();
    }
}
