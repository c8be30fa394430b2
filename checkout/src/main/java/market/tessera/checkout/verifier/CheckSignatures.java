package market.tessera.checkout.verifier;

import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import market.tessera.checkout.credential.CredentialToken;
import market.tessera.checkout.credential.DataIntegrity;
import market.tessera.checkout.credential.UnreadableCredential;
import market.tessera.checkout.verifier.Check.State;
import market.tessera.checkout.verifier.Check.Subject;
import market.tessera.checkout.verifier.KeyFinding.Claimed;
import market.tessera.checkout.verifier.KeyFinding.Foreign;
import market.tessera.checkout.verifier.KeyFinding.Itself;
import market.tessera.checkout.verifier.KeyFinding.Over;
import market.tessera.checkout.verifier.KeyFinding.Published;
import market.tessera.checkout.verifier.KeyFinding.Unlisted;
import market.tessera.checkout.verifier.KeyFinding.Unreachable;
import market.tessera.checkout.verifier.KeyFinding.Unsupported;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Checks every signature that a credential carries, and whose keys they were made with. */
@Component
class CheckSignatures {
    private static final int MOST_PROOFS = 5;
    private static final String UNSUPPORTED = "unsupported";
    private static final String EXPIRED = "expired";

    private final IssuerKeys keys;
    private final Clock clock;

    CheckSignatures(IssuerKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** One check of the issuer, then one for each signature. */
    Mono<List<Check>> check(Reading.Found found, String issuer) {
        var tokens = Mono.justOrEmpty(found.token()).flatMap(token -> ofToken(token, issuer));
        var proofs = Flux.fromIterable(DataIntegrity.proofs(found.credential()))
                .take(MOST_PROOFS)
                .concatMap(proof -> ofProof(found.credential(), proof, issuer));
        return Flux.concat(tokens, proofs).collectList().map(CheckSignatures::inOrder);
    }

    /** What one signature says of the issuer, and of itself. */
    private record Signature(Check issuer, Check signature) {
        Signature but(Check of) {
            return new Signature(issuer, of);
        }

        /** Another signature that can be verified makes up for it. */
        boolean needNotCount() {
            return List.of(UNSUPPORTED, EXPIRED).contains(signature.finding());
        }
    }

    private Mono<Signature> ofToken(CredentialToken token, String issuer) {
        return keys.ofToken(issuer, token.keyName(), token.enclosedKey())
                .map(key -> signature(key, issuer, "token", token::isSignedBy));
    }

    private Mono<Signature> ofProof(ObjectNode credential, ObjectNode proof, String issuer) {
        var method = proof.path("verificationMethod").asString("");
        if (!DataIntegrity.isOfSuite(proof)) {
            var suite = proof.path("cryptosuite").asString(proof.path("type").asString("?"));
            return Mono.just(new Signature(
                    Check.unknown(Subject.ISSUER, UNSUPPORTED, issuer),
                    Check.unknown(Subject.SIGNATURE, UNSUPPORTED, suite)));
        }
        return keys.ofMethod(issuer, method)
                .map(key -> signature(key, issuer, "proof", known -> DataIntegrity.verifies(credential, proof, known)))
                .map(made -> inTime(made, proof));
    }

    /** A proof can end before what it is of does (W3C Data Integrity 1.0, section 2.1). */
    private Signature inTime(Signature made, ObjectNode proof) {
        return proof.hasNonNull("expires") && made.signature().state() == State.PASSED
                ? Moments.in(proof.path("expires"))
                        .map(end -> end.isBefore(clock.instant())
                                ? made.but(Check.failed(Subject.SIGNATURE, EXPIRED, end))
                                : made)
                        .orElseGet(() -> made.but(Check.unknown(Subject.SIGNATURE, "end")))
                : made;
    }

    private static Signature signature(
            KeyFinding finding, String issuer, String form, Predicate<PublicKey> verification) {
        return switch (finding) {
            case Published(var key) ->
                new Signature(Check.passed(Subject.ISSUER, "published", issuer), verified(form, verification, key));
            case Itself(var key) ->
                new Signature(Check.unknown(Subject.ISSUER, "itself", issuer), verified(form, verification, key));
            case Claimed(var key) ->
                new Signature(Check.unknown(Subject.ISSUER, "claimed", issuer), verified(form, verification, key));
            case Over(var since) -> new Signature(Check.failed(Subject.ISSUER, "over", issuer, since), keyless());
            case Unlisted() -> new Signature(Check.failed(Subject.ISSUER, "unlisted", issuer), keyless());
            case Foreign(var owner) -> new Signature(Check.failed(Subject.ISSUER, "foreign", issuer, owner), keyless());
            case Unreachable() -> new Signature(Check.unknown(Subject.ISSUER, "unreachable", issuer), keyless());
            case Unsupported() -> new Signature(Check.unknown(Subject.ISSUER, UNSUPPORTED, issuer), keyless());
        };
    }

    private static Check keyless() {
        return Check.unknown(Subject.SIGNATURE, "keyless");
    }

    private static Check verified(String form, Predicate<PublicKey> verification, PublicKey key) {
        try {
            return verification.test(key)
                    ? Check.passed(Subject.SIGNATURE, form)
                    : Check.failed(Subject.SIGNATURE, form + ".broken");
        } catch (UnreadableCredential foreignVocabulary) {
            return Check.unknown(Subject.SIGNATURE, "vocabulary");
        }
    }

    /** The issuer by its worst finding. One signature that can be verified is enough: those of other kinds, or that are over, are then only mentioned. */
    private static List<Check> inOrder(List<Signature> signatures) {
        if (signatures.isEmpty()) {
            return List.of(Check.failed(Subject.SIGNATURE, "none"));
        }
        var verified = signatures.stream().anyMatch(one -> one.signature().state() == State.PASSED);
        var considered = signatures.stream()
                .filter(one -> !verified || !one.needNotCount())
                .map(Signature::issuer)
                .max(Comparator.comparing(Check::state))
                .orElseThrow();
        var checks = new ArrayList<>(List.of(considered));
        signatures.stream()
                .map(one -> verified && one.needNotCount() ? mentioned(one.signature()) : one.signature())
                .forEach(checks::add);
        return List.copyOf(checks);
    }

    private static Check mentioned(Check check) {
        return Check.noted(check.subject(), check.finding(), check.values().toArray());
    }
}
