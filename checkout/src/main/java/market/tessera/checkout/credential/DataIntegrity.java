package market.tessera.checkout.credential;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.checkout.keys.Base58;
import market.tessera.checkout.keys.Ed25519;
import market.tessera.checkout.keys.SigningKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Data Integrity proofs with the cryptosuite {@code eddsa-rdfc-2022} (W3C Data Integrity EdDSA Cryptosuites, section 3.2). */
public final class DataIntegrity {
    private DataIntegrity() {}

    /**
     * A copy of a credential that was written here, with a proof.
     *
     * @param method the key's id as its controller publishes it
     */
    public static ObjectNode sign(ObjectNode credential, SigningKey key, String method, Instant created) {
        var proof = ProofOptions.of(method, created);
        var covered = covered(
                ProofOptions.hash(credential.path("@context"), method, created),
                Canonical.hashOfOurs(
                        credential.has("proof") ? credential.deepCopy().without("proof") : credential));
        proof.put("proofValue", Base58.toMultibase(Ed25519.sign(key.privateKey(), covered)));
        var secured = credential.deepCopy();
        secured.set("proof", proof);
        return secured;
    }

    /**
     * Whether the credential carries one proof of this suite that covers exactly what it says.
     *
     * @param keys the key that the issuer publishes under a verification method, if any
     * @throws UnreadableCredential if it cannot be canonicalised
     */
    public static boolean verifies(ObjectNode secured, Function<String, Optional<PublicKey>> keys) {
        var proofs = proofs(secured);
        return proofs.size() == 1
                && keys.apply(text(proofs.getFirst(), "verificationMethod"))
                        .filter(key -> verifies(secured, proofs.getFirst(), key))
                        .isPresent();
    }

    /** The proofs that a document carries, of whatever kind. */
    public static List<ObjectNode> proofs(ObjectNode secured) {
        var proof = secured.path("proof");
        return (proof.isArray() ? proof.valueStream() : Stream.of(proof))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    /** Whether a proof is of the suite that is verified here. */
    public static boolean isOfSuite(ObjectNode proof) {
        return ProofOptions.SUITE.equals(text(proof, "cryptosuite"))
                && "DataIntegrityProof".equals(text(proof, "type"));
    }

    /**
     * Whether that proof is the key's and covers exactly what the document says.
     *
     * @throws UnreadableCredential if it cannot be canonicalised, or can be read in another way than it was signed
     */
    public static boolean verifies(ObjectNode secured, ObjectNode proof, PublicKey key) {
        if (!PlainTerms.areAll(secured)) {
            throw new UnreadableCredential("The credential does not keep to the terms of its contexts");
        }
        return isOfSuite(proof)
                && "assertionMethod".equals(text(proof, "proofPurpose"))
                && Base58.fromMultibase(text(proof, "proofValue"))
                        .filter(signature -> verifies(key, covered(secured, proof), signature))
                        .isPresent();
    }

    /** The hash of the proof's options followed by the hash of the document. */
    static byte[] covered(ObjectNode credential, ObjectNode proof) {
        var options = proof.deepCopy().without("proofValue");
        options.set("@context", credential.get("@context"));
        var document = credential.deepCopy().without("proof");
        return covered(Canonical.hash(options), Canonical.hash(document));
    }

    private static byte[] covered(byte[] options, byte[] document) {
        return ByteBuffer.allocate(options.length + document.length)
                .put(options)
                .put(document)
                .array();
    }

    private static boolean verifies(PublicKey key, byte[] covered, byte[] signature) {
        try {
            var verification = Signature.getInstance("Ed25519");
            verification.initVerify(key);
            verification.update(covered);
            return verification.verify(signature);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
