package market.tessera.checkout.xapi;

import java.util.Arrays;
import java.util.Optional;

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

    static String[] all() {
        return Arrays.stream(values()).map(verb -> verb.iri).toArray(String[]::new);
    }

    static Optional<Verb> of(String iri) {
        return Arrays.stream(values()).filter(verb -> verb.iri.equals(iri)).findFirst();
    }
}
