package market.tessera.checkout.showcase;

import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.checkout.badge.Badge;
import market.tessera.checkout.credential.CredentialJwt;
import market.tessera.checkout.credential.DataIntegrity;
import market.tessera.checkout.credential.StatusBits;
import market.tessera.checkout.credential.UnreadableCredential;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.checkout.keys.SigningKeys;
import market.tessera.checkout.keys.VerificationKey;
import market.tessera.checkout.showcase.DescribeBadge.Checked;
import market.tessera.checkout.showcase.Verification.Check;
import market.tessera.checkout.showcase.Verification.Subject;
import market.tessera.checkout.status.SignedLists;
import market.tessera.checkout.status.SignedLists.Signed;
import market.tessera.checkout.verifier.CheckEndorsements;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks a badge afresh, exactly as anyone else could: by what is published of its issuer, never by what our tables say of it. */
@Service
class VerifyBadge {
    private final Issuers issuers;
    private final SigningKeys keys;
    private final SignedLists lists;
    private final CheckEndorsements endorsements;
    private final JsonMapper json;

    VerifyBadge(Issuers issuers, SigningKeys keys, SignedLists lists, CheckEndorsements endorsements, JsonMapper json) {
        this.issuers = issuers;
        this.keys = keys;
        this.lists = lists;
        this.endorsements = endorsements;
        this.json = json;
    }

    /** The badge, and what it carries of others. */
    Mono<Checked> check(Badge badge) {
        var credential = (ObjectNode) json.readTree(badge.credential());
        return Mono.zip(verify(badge, credential), endorsements.in(credential))
                .map(found -> new Checked(found.getT1(), found.getT2()));
    }

    private Mono<Verification> verify(Badge badge, ObjectNode credential) {
        return issuers.find(badge.provider())
                .flatMap(issuer -> Mono.zip(
                                keys.published(issuer.keyOwner()).collectList(),
                                lists.find(badge.slot().list()))
                        .publishOn(Schedulers.parallel())
                        .map(found -> check(credential, badge.jwt(), issuer, found.getT1(), found.getT2())));
    }

    private static Verification check(
            ObjectNode credential, String jwt, Issuer issuer, List<VerificationKey> keys, Signed list) {
        return new Verification(List.of(
                new Check(Subject.FORM, isWellFormed(credential)),
                new Check(
                        Subject.ISSUER,
                        issuer.did().equals(credential.at("/issuer/id").asString(""))),
                new Check(Subject.SIGNATURE, isSigned(credential, published(keys, Algorithm.ED25519, issuer::method))),
                new Check(
                        Subject.TOKEN,
                        saysTheSame(jwt, credential, published(keys, Algorithm.RS256, issuer::keyAddress))),
                new Check(Subject.STATUS, isInForce(credential, list))));
    }

    private static boolean isWellFormed(ObjectNode credential) {
        return credential
                        .path("type")
                        .valueStream()
                        .anyMatch(type -> type.asString().equals("OpenBadgeCredential"))
                && List.of(
                                "/id",
                                "/validFrom",
                                "/credentialSubject/achievement/name",
                                "/credentialSubject/identifier/0/identityHash")
                        .stream()
                        .noneMatch(pointer -> credential.at(pointer).isMissingNode());
    }

    private static boolean isSigned(ObjectNode credential, Function<String, Optional<PublicKey>> keys) {
        try {
            return DataIntegrity.verifies(credential, keys);
        } catch (UnreadableCredential broken) {
            return false;
        }
    }

    private static boolean saysTheSame(String jwt, ObjectNode credential, Function<String, Optional<PublicKey>> keys) {
        return CredentialJwt.verified(jwt, keys)
                .filter(credential.deepCopy().without("proof")::equals)
                .isPresent();
    }

    private static boolean isInForce(ObjectNode credential, Signed list) {
        var status = credential.path("credentialStatus");
        return status.path("statusListCredential")
                        .asString("")
                        .equals(list.credential().path("id").asString())
                && !StatusBits.isSet(
                        list.encoded(),
                        Integer.parseInt(status.path("statusListIndex").asString("0")));
    }

    private static Function<String, Optional<PublicKey>> published(
            List<VerificationKey> keys, Algorithm algorithm, Function<String, String> name) {
        Map<String, PublicKey> byName = keys.stream()
                .filter(key -> key.algorithm() == algorithm)
                .collect(Collectors.toMap(key -> name.apply(key.id()), VerificationKey::publicKey));
        return wanted -> Optional.ofNullable(byName.get(wanted));
    }
}
