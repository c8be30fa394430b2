package market.tessera.checkout.endorsement;

import java.time.Instant;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.status.StatusEntry;
import market.tessera.checkout.status.StatusLists.Slot;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes an endorsement as Open Badges 3.0 has it (EndorsementCredential, section B.1.8), yet to be secured. */
@Component
class EndorsementCredential {
    private final String origin;

    EndorsementCredential(@Value("${tessera.public-url}") String origin) {
        this.origin = origin;
    }

    ObjectNode write(Endorsement endorsement, Issuer endorser, String comment, Slot slot, Instant at) {
        var credential = JsonNodeFactory.instance.objectNode();
        credential
                .putArray("@context")
                .add("https://www.w3.org/ns/credentials/v2")
                .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
        credential.put("id", origin + "/badges/endorsements/" + endorsement.id());
        credential.putArray("type").add("VerifiableCredential").add("EndorsementCredential");
        credential.put("name", endorsement.title());
        credential.set("issuer", endorser.profile());
        credential.put("validFrom", at.toString());
        var subject = credential
                .putObject("credentialSubject")
                .put("id", endorsement.edition().achievement());
        subject.putArray("type").add("EndorsementSubject");
        subject.put("endorsementComment", comment);
        credential.set("credentialStatus", StatusEntry.of(origin, slot));
        return credential;
    }
}
