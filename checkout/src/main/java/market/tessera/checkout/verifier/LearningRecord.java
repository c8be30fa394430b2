package market.tessera.checkout.verifier;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.verifier.Check.Subject;
import market.tessera.checkout.verifier.Reading.Found;
import market.tessera.checkout.verifier.Report.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Several badges as one credential (Comprehensive Learner Record 2.0). */
record LearningRecord(ObjectNode credential) {
    /** Each may name documents to be fetched: a record is no way to have very many called. */
    private static final int MOST_BADGES = 100;

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    static boolean is(ObjectNode credential) {
        return credential.path("type").valueStream().anyMatch(type -> "ClrCredential".equals(type.asString("")));
    }

    /** Those that are looked at; none if there are too many. In the place of what cannot be read stands one that says nothing. */
    Stream<Found> badges() {
        return count() > MOST_BADGES
                ? Stream.empty()
                : held().valueStream()
                        .map(held -> Held.in(held).orElseGet(() -> new Found(NOTHING.deepCopy(), Optional.empty())));
    }

    Check form() {
        var missing = Stream.of("/id", "/issuer", "/validFrom", "/credentialSubject/verifiableCredential/0")
                .filter(pointer -> credential.at(pointer).isMissingNode())
                .map(pointer -> pointer.substring(1).replace('/', '.'))
                .toList();
        return missing.isEmpty()
                ? Check.passed(Subject.FORM, "record", count())
                : Check.failed(Subject.FORM, "missing", String.join(", ", missing));
    }

    /** @param reports of its badges, each on its own */
    Check contents(List<Report> reports) {
        var verdicts = reports.stream().map(Report::verdict).toList();
        if (reports.size() < count()) {
            return Check.unknown(Subject.ACHIEVEMENT, "record.many", count());
        }
        if (verdicts.stream().allMatch(Verdict.GENUINE::equals)) {
            return Check.passed(Subject.ACHIEVEMENT, "record.genuine", count());
        }
        if (verdicts.stream().allMatch(verdict -> verdict == Verdict.GENUINE || verdict == Verdict.UNCONFIRMED)) {
            return Check.unknown(Subject.ACHIEVEMENT, "record.unconfirmed", count());
        }
        return verdicts.contains(Verdict.REFUSED)
                ? Check.failed(Subject.ACHIEVEMENT, "record.refused", count())
                : Check.failed(Subject.ACHIEVEMENT, Report.PARTLY_OVER, count());
    }

    private int count() {
        return held().size();
    }

    private JsonNode held() {
        return credential.at("/credentialSubject/verifiableCredential");
    }
}
