package market.tessera.storefront.search;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.storefront.facet.CostBands;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.Ranges;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What somebody looks for.
 *
 * @param text words, if any
 * @param selected values of facets, never empty lists
 * @param costs the bands of total cost
 * @param given the parameters as they were given: what an address must repeat to ask the same again, without place and size of the page
 */
public record SearchQuery(
        @Nullable String text,
        Map<Facet, List<String>> selected,
        Ranges ranges,
        Ordering ordering,
        CostBands costs,
        MultiValueMap<String, String> given) {

    private static final Set<String> BESIDE_FILTERS = Set.of("q", "sort", "currency");

    static final SearchQuery EVERYTHING =
            new SearchQuery(null, Map.of(), Ranges.NONE, Ordering.RELEVANCE, new LinkedMultiValueMap<>());

    /** Costs in euro. */
    SearchQuery(
            @Nullable String text,
            Map<Facet, List<String>> selected,
            Ranges ranges,
            Ordering ordering,
            MultiValueMap<String, String> given) {
        this(text, selected, ranges, ordering, CostBands.EURO, given);
    }

    public SearchQuery {
        var copy = new EnumMap<Facet, List<String>>(Facet.class);
        copy.putAll(selected);
        selected = Collections.unmodifiableMap(copy);
    }

    /** All offerings of these institutions. */
    public static SearchQuery ofProviders(List<String> slugs) {
        return new SearchQuery(
                null,
                Map.of(Facet.PROVIDER, slugs),
                Ranges.NONE,
                Ordering.RELEVANCE,
                new LinkedMultiValueMap<>(Map.of(Facet.PROVIDER.parameter(), slugs)));
    }

    /** What is found by words alone. */
    public static SearchQuery ofWords(String words) {
        return new SearchQuery(
                words,
                Map.of(),
                Ranges.NONE,
                Ordering.RELEVANCE,
                new LinkedMultiValueMap<>(Map.of("q", List.of(words))));
    }

    /** Everything on offer in another order. */
    public static SearchQuery orderedBy(Ordering ordering) {
        return new SearchQuery(null, Map.of(), Ranges.NONE, ordering, new LinkedMultiValueMap<>());
    }

    public boolean hasText() {
        return text != null;
    }

    /** Whether anything narrows the results besides the words. */
    public boolean isNarrowed() {
        return !selected.isEmpty() || !ranges.equals(Ranges.NONE);
    }

    /** What narrows the results, as an address has it, in the order of the names. */
    String filters() {
        return given.entrySet().stream()
                .filter(parameter -> !BESIDE_FILTERS.contains(parameter.getKey()))
                .flatMap(parameter -> parameter.getValue().stream().map(value -> parameter.getKey() + "=" + value))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    /** The parameters that narrow the results. */
    public List<String> filterNames() {
        return given.keySet().stream()
                .filter(name -> !BESIDE_FILTERS.contains(name))
                .sorted()
                .toList();
    }

    public List<String> selected(Facet facet) {
        return selected.getOrDefault(facet, List.of());
    }

    /** Tells queries apart whose pages must not be mixed. */
    String fingerprint() {
        var words = "%s %s %s %s %s".formatted(text, selected, ranges, ordering, costs.edges());
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
