package market.tessera.storefront.facet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What results can be narrowed by: several values of one facet mean any of them, several facets mean all of them. */
public enum Facet {
    SUBJECT("subject", "facet.subject", "(ISCED-F|CIP|ANZSCED):[0-9.]{2,8}"),
    LEVEL("level", "facet.eqf", "[1-8]|unmapped"),
    MODE("mode", Counting.OF_AN_INTAKE, List.of("online", "onsite", "blended")),
    COST("cost", Counting.OF_AN_INTAKE, Bands.COST),
    EFFORT("effort", Counting.IN_BANDS, Bands.EFFORT),
    START("start", Counting.OF_AN_INTAKE, Bands.START),
    CREDENTIAL("credential", "facet.credential", "[a-z][a-z-]{1,40}"),
    CREDIT_BEARING("creditBearing", "facet.creditBearing", "true|false"),
    STACKABLE("stackable", "facet.stackable", "true|false"),
    ASSESSMENT("assessment", "facet.assessment", "[a-z][a-z-]{1,40}"),
    LANGUAGE("language", "facet.language", "[a-z]{2,3}"),
    COUNTRY("country", "facet.country", "[A-Z]{2}"),
    PROVIDER("provider", "facet.provider", "[a-z0-9][a-z0-9-]{0,120}");

    /** The value of offerings that do not say. */
    public static final String UNDISCLOSED = "undisclosed";

    /** How the values are found. */
    public enum Counting {
        /** As they lie in the index. */
        AS_LISTED,
        IN_BANDS,
        /** Together with what else is asked of one intake, which looks at each of them. */
        OF_AN_INTAKE
    }

    private final String parameter;
    private final String field;
    private final Counting counting;
    private final Pattern values;

    Facet(String parameter, String field, String values) {
        this.parameter = parameter;
        this.field = field;
        this.counting = Counting.AS_LISTED;
        this.values = Pattern.compile(values);
    }

    /** @param known all the values there are, but for what is undisclosed, in their order */
    Facet(String parameter, Counting counting, List<String> known) {
        this.parameter = parameter;
        this.field = "";
        this.counting = counting;
        this.values = Pattern.compile(String.join("|", known));
    }

    /** Its name in addresses and in the API. */
    public String parameter() {
        return parameter;
    }

    public Counting counting() {
        return counting;
    }

    /** Where its values lie in the index; empty if they do not. */
    public String field() {
        return field;
    }

    /** All the values there are, but for what is undisclosed; only of those that are not as they lie in the index. */
    public List<String> known() {
        return List.of(values.pattern().split("\\|"));
    }

    /** Whether its values are of an intake rather than of the offering. */
    public boolean isOfAnIntake() {
        return counting == Counting.OF_AN_INTAKE;
    }

    /** Whether its values are bands of a number or of time, in an order of their own. */
    public boolean isBanded() {
        return counting != Counting.AS_LISTED && this != MODE;
    }

    /** Where a band stands among the others; the same for all values that are no bands. */
    public int place(String value) {
        var at = isBanded() ? known().indexOf(value) : 0;
        return at < 0 ? Integer.MAX_VALUE : at;
    }

    public boolean accepts(String value) {
        return value.equals(UNDISCLOSED) || values.matcher(value).matches();
    }

    /** What is accepted, for people who read the API's description. */
    public String pattern() {
        return "^(" + values.pattern() + "|" + UNDISCLOSED + ")$";
    }

    public static Optional<Facet> named(String parameter) {
        return Arrays.stream(values())
                .filter(facet -> facet.parameter.equals(parameter))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Facet::parameter).toList();
    }
}
