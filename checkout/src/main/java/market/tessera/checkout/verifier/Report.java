package market.tessera.checkout.verifier;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.verifier.Check.State;
import market.tessera.checkout.verifier.Check.Subject;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that was found out about a credential.
 *
 * @param parts of a record: each of its badges on its own
 */
record Report(ObjectNode credential, List<Check> checks, List<Report> parts) {
    Report(ObjectNode credential, List<Check> checks) {
        this(credential, checks, List.of());
    }

    /** Of a record: badges in it were taken back since, or their time is over. */
    static final String PARTLY_OVER = "record.over";

    /** What a reader should make of it. */
    enum Verdict {
        GENUINE,
        /** A record that says what was so when it was signed; not all of it is any more. */
        PARTLY,
        UNCONFIRMED,
        EXPIRED,
        SUSPENDED,
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
        if (failed.isEmpty()) {
            return checks.stream().anyMatch(check -> check.state() == State.UNKNOWN)
                    ? Verdict.UNCONFIRMED
                    : Verdict.GENUINE;
        }
        if (findings(failed).stream().allMatch(PARTLY_OVER::equals)
                && checks.stream().noneMatch(check -> check.state() == State.UNKNOWN)) {
            return Verdict.PARTLY;
        }
        if (!failed.stream().allMatch(Report::isOver)) {
            return Verdict.REFUSED;
        }
        return findings(failed).contains("revoked")
                ? Verdict.REVOKED
                : findings(failed).contains("suspended") ? Verdict.SUSPENDED : Verdict.EXPIRED;
    }

    private static boolean isOver(Check check) {
        return check.subject() == Subject.STATUS || check.finding().equals("expired");
    }

    private static List<String> findings(List<Check> checks) {
        return checks.stream().map(Check::finding).toList();
    }

    /** Where who is proven to have issued it has a site; nothing where that is not proven. */
    Optional<String> site() {
        var proven = Stream.of(Subject.ISSUER, Subject.SIGNATURE)
                .allMatch(subject -> checks.stream()
                        .filter(check -> check.subject() == subject)
                        .allMatch(check -> check.state() == State.PASSED || check.state() == State.NOTED));
        return Did.document(issuerId()).map(URI::getAuthority).filter(_ -> proven);
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
