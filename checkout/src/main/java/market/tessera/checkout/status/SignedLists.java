package market.tessera.checkout.status;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import market.tessera.checkout.credential.DataIntegrity;
import market.tessera.checkout.credential.StatusBits;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.keys.SigningKey;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.checkout.keys.SigningKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Status lists as credentials of their provider (W3C Bitstring Status List); signed once per revision. */
@Component
public class SignedLists {
    private final StatusLists lists;
    private final Issuers issuers;
    private final SigningKeys keys;
    private final String origin;
    private final Map<Integer, Signed> signed = new ConcurrentHashMap<>();

    SignedLists(StatusLists lists, Issuers issuers, SigningKeys keys, @Value("${tessera.public-url}") String origin) {
        this.lists = lists;
        this.issuers = issuers;
        this.keys = keys;
        this.origin = origin;
    }

    /** @param credential the list with its proof */
    public record Signed(int revision, ObjectNode credential) {
        public String encoded() {
            return credential.at("/credentialSubject/encodedList").asString();
        }
    }

    public Mono<Signed> find(int id) {
        return lists.find(id).flatMap(this::current);
    }

    private Mono<Signed> current(StatusList list) {
        var known = signed.get(list.id());
        return known != null && known.revision() == list.revision() ? Mono.just(known) : sign(list);
    }

    private Mono<Signed> sign(StatusList list) {
        return issuers.find(list.provider())
                .flatMap(
                        issuer -> Mono.zip(lists.revoked(list.id()), keys.current(issuer.keyOwner(), Algorithm.ED25519))
                                .map(found -> sign(list, issuer, found.getT1(), found.getT2())))
                .doOnNext(fresh -> signed.put(list.id(), fresh));
    }

    /** Dated by the list's last change, so that every instance of this program signs the same bytes. */
    private Signed sign(StatusList list, Issuer issuer, Collection<Integer> revoked, SigningKey key) {
        var address = origin + "/badges/status/" + list.id();
        var credential = JsonNodeFactory.instance.objectNode();
        credential.putArray("@context").add("https://www.w3.org/ns/credentials/v2");
        credential.put("id", address);
        credential.putArray("type").add("VerifiableCredential").add("BitstringStatusListCredential");
        credential.put("issuer", issuer.did()).put("validFrom", list.changedAt().toString());
        credential
                .putObject("credentialSubject")
                .put("id", address + "#list")
                .put("type", "BitstringStatusList")
                .put("statusPurpose", "revocation")
                .put("encodedList", StatusBits.encode(revoked));
        return new Signed(
                list.revision(), DataIntegrity.sign(credential, key, issuer.method(key.id()), list.changedAt()));
    }
}
