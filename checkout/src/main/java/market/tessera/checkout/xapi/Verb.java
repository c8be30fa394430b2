package market.tessera.checkout.xapi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a statement can say that matters here (ADL's vocabulary; cmi5, section 9.3). */
enum Verb {
    COMPLETED("http://adlnet.gov/expapi/verbs/completed"),
    PASSED("http://adlnet.gov/expapi/verbs/passed"),
    FAILED("http://adlnet.gov/expapi/verbs/failed"),
    PROGRESSED("http://adlnet.gov/expapi/verbs/progressed"),
    SATISFIED("https://w3id.org/xapi/adl/verbs/satisfied"),
    WAIVED("https://w3id.org/xapi/adl/verbs/waived"),
    VOIDED("http://adlnet.gov/expapi/verbs/voided");

    private final String iri;

    Verb(String iri) {
        this.iri = iri;
    }

    String iri() {
        return iri;
    }

    /** Those that say whether a course is done, not how far it is. */
    static List<String> deciding() {
        return Stream.of(COMPLETED, PASSED, FAILED, SATISFIED, WAIVED)
                .map(Verb::iri)
                .toList();
    }

    static Optional<Verb> of(String iri) {
        return Arrays.stream(values()).filter(verb -> verb.iri.equals(iri)).findFirst();
    }
}
