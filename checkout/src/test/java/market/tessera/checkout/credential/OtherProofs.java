package market.tessera.checkout.credential;

import market.tessera.checkout.keys.Base58;
import market.tessera.checkout.keys.Ed25519;
import market.tessera.checkout.keys.SigningKey;
import tools.jackson.databind.node.ObjectNode;

/** Proofs with options that are not written here, as other programs make them. */
public final class OtherProofs {
    private OtherProofs() {}

    /** @param options of the proof, without its value */
    public static ObjectNode sign(ObjectNode credential, SigningKey key, ObjectNode options) {
        var covered = DataIntegrity.covered(credential, options);
        var secured = credential.deepCopy();
        secured.set(
                "proof",
                options.deepCopy().put("proofValue", Base58.toMultibase(Ed25519.sign(key.privateKey(), covered))));
        return secured;
    }
}
