package market.tessera.storefront.facet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Mark;
import market.tessera.storefront.facts.Words;

/** What people read instead of the values of facets. */
public final class FacetLabels {
    private final Words words;
    private final CostBands costs;
    private final Map<String, Mark> providers;
    private final Map<String, String> subjects;

    /**
     * @param costs the bands, as they were counted
     * @param providers by slug
     * @param shown results whose subjects carry labels of narrow fields, which have no label of ours
     */
    public FacetLabels(Words words, CostBands costs, Map<String, Mark> providers, List<Listing> shown) {
        this.words = words;
        this.costs = costs;
        this.providers = providers;
        this.subjects = subjects(shown);
    }

    public String of(Facet facet) {
        return words.get("facet." + facet.parameter());
    }

    public String of(Facet facet, String value) {
        if (value.equals(Facet.UNDISCLOSED)) {
            return words.get("facet.undisclosed");
        }
        return switch (facet) {
            case SUBJECT ->
                words.ifKnown("subject." + value.replace(':', '.'))
                        .orElseGet(() -> subjects.getOrDefault(value, value));
            case LEVEL ->
                words.ifKnown("level." + value).orElseGet(() -> words.get("fact.eqf", Integer.valueOf(value)));
            case LANGUAGE -> words.language(value);
            case COUNTRY -> words.country(value);
            case PROVIDER -> providers.containsKey(value) ? providers.get(value).name() : value;
            case COST ->
                words.get(
                        "cost." + value,
                        costs.shown().stream().map(words::money).toArray());
            case EFFORT, START, MODE, CREDENTIAL, CREDIT_BEARING, STACKABLE, ASSESSMENT ->
                words.label(facet.parameter(), value);
        };
    }

    private static Map<String, String> subjects(List<Listing> shown) {
        var labels = new HashMap<String, String>();
        for (var listing : shown) {
            for (Card.Subject subject : listing.card().subjects()) {
                if (subject.label() != null) {
                    labels.putIfAbsent(subject.key(), subject.label());
                }
            }
        }
        return labels;
    }
}
