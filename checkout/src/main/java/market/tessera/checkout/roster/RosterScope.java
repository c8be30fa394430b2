package market.tessera.checkout.roster;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token may be good for (OneRoster 1.2, rostering section 3.4 and gradebook section 3.4). */
public enum RosterScope {
    ROSTER_READ("roster.readonly"),
    ROSTER_CORE_READ("roster-core.readonly"),
    DEMOGRAPHICS_READ("roster-demographics.readonly"),
    GRADEBOOK_READ("gradebook.readonly"),
    GRADEBOOK_CORE_READ("gradebook-core.readonly"),
    GRADEBOOK_PUT("gradebook.createput"),
    GRADEBOOK_DELETE("gradebook.delete");

    private static final String BASE = "https://purl.imsglobal.org/spec/or/v1p2/scope/";

    private final String uri;

    RosterScope(String name) {
        this.uri = BASE + name;
    }

    public String uri() {
        return uri;
    }

    static Optional<RosterScope> of(String uri) {
        return Arrays.stream(values()).filter(scope -> scope.uri.equals(uri)).findFirst();
    }

    /** Those that are known, of a list with spaces between. */
    static Set<RosterScope> all(String text) {
        return Arrays.stream(text.split(" ", -1))
                .flatMap(uri -> of(uri).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RosterScope.class)));
    }
}
