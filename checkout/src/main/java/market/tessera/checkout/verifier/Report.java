package market.tessera.checkout.verifier;

import java.util.List;
import java.util.Locale;
import market.tessera.checkout.verifier.Check.State;
import market.tessera.checkout.verifier.Check.Subject;
import tools.jackson.databind.node.ObjectNode;

/** All that was found out about a credential. */
record Report(ObjectNode credential, List<Check> checks) {
    /** What a reader should make of it. */
    enum Verdict {
        GENUINE,
        UNCONFIRMED,
        EXPIRED,
        REVOKED,
        REFUSED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One failed check is enough to refuse it; where only its time is over, or it was taken back, that is said instead. */
    Verdict verdict() {
        var failed =
                checks.stream().filter(check -> check.state() == State.FAILED).toList();
        if (!failed.isEmpty()) {
            return failed.stream().allMatch(check -> check.subject() == Subject.STATUS)
                    ? Verdict.REVOKED
                    : failed.stream().allMatch(check -> check.finding().equals("expired"))
                            ? Verdict.EXPIRED
                            : Verdict.REFUSED;
        }
        return checks.stream().anyMatch(check -> check.state() == State.UNKNOWN)
                ? Verdict.UNCONFIRMED
                : Verdict.GENUINE;
    }

    String title() {
        return credential
                .path("name")
                .asString(credential.at("/credentialSubject/achievement/name").asString(""));
    }

    String issuer() {
        return credential.at("/issuer/name").asString(issuerId());
    }

    String issuerId() {
        var issuer = credential.path("issuer");
        return issuer.isString() ? issuer.asString() : issuer.path("id").asString("");
    }

    String certifies() {
        return credential.at("/credentialSubject/achievement/description").asString("");
    }
}
