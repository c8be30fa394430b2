package market.tessera.checkout.endorsement;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.issuer.SignCredential;
import market.tessera.checkout.status.StatusEntry;
import market.tessera.checkout.status.StatusLists;
import market.tessera.checkout.status.StatusLists.Slot;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes an endorsement as Open Badges 3.0 has it (EndorsementCredential, section B.1.8), signed by the endorser's own key. */
@Component
class SignEndorsement {
    private final Issuers issuers;
    private final StatusLists lists;
    private final SignCredential sign;
    private final Clock clock;
    private final String origin;

    SignEndorsement(
            Issuers issuers,
            StatusLists lists,
            SignCredential sign,
            Clock clock,
            @Value("${tessera.public-url}") String origin) {
        this.issuers = issuers;
        this.lists = lists;
        this.sign = sign;
        this.clock = clock;
        this.origin = origin;
    }

    /** @param slot where it will be marked if it is withdrawn, in the endorser's list */
    record Signed(Slot slot, String credential) {}

    Mono<Signed> sign(Endorsement asked, String comment) {
        var endorser = asked.endorser().id();
        return issuers.ofProvider(endorser)
                .zipWhen(_ -> lists.take(endorser))
                .flatMap(found -> sign(asked, comment, found.getT1(), found.getT2()));
    }

    private Mono<Signed> sign(Endorsement asked, String comment, Issuer endorser, Slot slot) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return sign.sign(endorser, write(asked, endorser, comment, slot, now), now)
                .map(signed -> new Signed(slot, signed.credential()));
    }

    private ObjectNode write(Endorsement endorsement, Issuer endorser, String comment, Slot slot, Instant at) {
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
                .put("id", endorsement.of().achievement());
        subject.putArray("type").add("EndorsementSubject");
        subject.put("endorsementComment", comment);
        credential.set("credentialStatus", StatusEntry.of(origin, slot));
        return credential;
    }
}
