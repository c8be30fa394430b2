package market.tessera.storefront.search;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.tessera.storefront.catalogue.Catalogue;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.TermsAggregation;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** What results can be narrowed by: several values of one facet mean any of them, several facets mean all of them. */
public enum Facet {
    SUBJECT("subject", "facet.subject", "(ISCED-F|CIP|ANZSCED):[0-9.]{2,8}"),
    LEVEL("level", "facet.eqf", "[1-8]|unmapped"),
    MODE("mode", "facet.mode", "online|onsite|blended"),
    COST("cost", Bands.COST),
    EFFORT("effort", Bands.EFFORT),
    START("start", Bands.START),
    CREDENTIAL("credential", "facet.credential", "[a-z][a-z-]{1,40}"),
    CREDIT_BEARING("creditBearing", "facet.creditBearing", "true|false"),
    STACKABLE("stackable", "facet.stackable", "true|false"),
    ASSESSMENT("assessment", "facet.assessment", "[a-z][a-z-]{1,40}"),
    LANGUAGE("language", "facet.language", "[a-z]{2,3}"),
    COUNTRY("country", "facet.country", "[A-Z]{2}"),
    PROVIDER("provider", "facet.provider", "[a-z0-9][a-z0-9-]{0,120}");

    /** The value of offerings that do not say. */
    public static final String UNDISCLOSED = "undisclosed";

    private static final int MOST_VALUES = 100;

    private final String parameter;
    private final String field;
    private final Pattern values;
    private final Optional<Bands> bands;

    Facet(String parameter, String field, String values) {
        this.parameter = parameter;
        this.field = field;
        this.values = Pattern.compile(values);
        this.bands = Optional.empty();
    }

    Facet(String parameter, Bands bands) {
        this.parameter = parameter;
        this.field = "";
        this.values = Pattern.compile(bands.on(LocalDate.EPOCH, CostBands.EURO).keySet().stream()
                .filter(value -> !value.equals("undisclosed"))
                .collect(Collectors.joining("|")));
        this.bands = Optional.of(bands);
    }

    /** Its name in addresses and in the API. */
    public String parameter() {
        return parameter;
    }

    /** Whether its values are bands of a number or of time, in an order of their own. */
    boolean isBanded() {
        return bands.isPresent();
    }

    /** Where a band stands among the others; the same for all values that are no bands. */
    int place(String value) {
        var at = isBanded() ? ("|" + values.pattern() + "|").indexOf("|" + value + "|") : 0;
        return at < 0 ? Integer.MAX_VALUE : at;
    }

    /** Offerings that have any of the values. */
    Query holding(List<String> wanted, Question question) {
        return bands.map(all -> all.on(question.today(), question.costs()))
                .map(queries -> wanted.stream()
                        .map(queries::get)
                        .filter(Objects::nonNull)
                        .toList())
                .map(any ->
                        Query.of(query -> query.bool(bool -> bool.should(any).minimumShouldMatch("1"))))
                .orElseGet(() -> Catalogue.anyOf(field, wanted));
    }

    /** How often each value occurs; selected ones are counted even where not all values are. */
    Map<String, Aggregation> counts(List<String> selected, Question question) {
        if (bands.isPresent()) {
            var queries = bands.get().on(question.today(), question.costs());
            return Map.of(
                    SearchRequests.VALUES,
                    Aggregation.of(count -> count.filters(all -> all.filters(each -> each.keyed(queries)))));
        }
        var counts = new HashMap<String, Aggregation>();
        counts.put(SearchRequests.VALUES, Aggregation.of(count -> count.terms(listed(selected))));
        if (!selected.isEmpty()) {
            counts.put(
                    SearchRequests.CHOSEN,
                    Aggregation.of(count -> count.terms(terms ->
                            terms.field(field).size(selected.size()).include(include -> include.terms(selected)))));
        }
        return counts;
    }

    private TermsAggregation listed(List<String> selected) {
        var terms = new TermsAggregation.Builder().field(field).size(MOST_VALUES);
        if (this == SUBJECT) {
            terms.include(include -> include.regexp(SubjectTree.listed(selected)));
        }
        return terms.build();
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
