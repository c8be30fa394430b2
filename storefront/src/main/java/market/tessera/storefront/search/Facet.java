package market.tessera.storefront.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What results can be narrowed by: several values of one facet mean any of them, several facets mean all of them. */
public enum Facet {
    SUBJECT(
            "subject",
            "facet.subject",
            "(ISCED-F|CIP|ANZSCED):[0-9.]{2,8}",
            "(ISCED-F|CIP|ANZSCED):[0-9]{2}|undisclosed"),
    LEVEL("level", "facet.eqf", "[1-8]|unmapped"),
    MODE("mode", "facet.mode", "online|onsite|blended"),
    CREDENTIAL("credential", "facet.credential", "[a-z][a-z-]{1,40}"),
    CREDIT_BEARING("creditBearing", "facet.creditBearing", "true|false"),
    STACKABLE("stackable", "facet.stackable", "true|false"),
    ASSESSMENT("assessment", "facet.assessment", "[a-z][a-z-]{1,40}"),
    LANGUAGE("language", "facet.language", "[a-z]{2,3}"),
    COUNTRY("country", "facet.country", "[A-Z]{2}"),
    PROVIDER("provider", "facet.provider", "[a-z0-9][a-z0-9-]{0,120}");

    /** The value of offerings that do not say. */
    public static final String UNDISCLOSED = "undisclosed";

    private final String parameter;
    private final String field;
    private final Pattern values;
    private final Optional<String> listed;

    Facet(String parameter, String field, String values) {
        this.parameter = parameter;
        this.field = field;
        this.values = Pattern.compile(values);
        this.listed = Optional.empty();
    }

    /** @param listed regular expression of the values that are counted, where not all are */
    Facet(String parameter, String field, String values, String listed) {
        this.parameter = parameter;
        this.field = field;
        this.values = Pattern.compile(values);
        this.listed = Optional.of(listed);
    }

    /** Its name in addresses and in the API. */
    public String parameter() {
        return parameter;
    }

    String field() {
        return field;
    }

    Optional<String> listed() {
        return listed;
    }

    boolean accepts(String value) {
        return value.equals(UNDISCLOSED) || values.matcher(value).matches();
    }

    /** What is accepted, for people who read the API's description. */
    public String pattern() {
        return "^(" + values.pattern() + "|" + UNDISCLOSED + ")$";
    }

    static Optional<Facet> named(String parameter) {
        return Arrays.stream(values())
                .filter(facet -> facet.parameter.equals(parameter))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Facet::parameter).toList();
    }
}
