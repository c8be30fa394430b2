package market.tessera.storefront.results;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Mark;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.FacetLabels;
import market.tessera.storefront.facet.SubjectTree;
import market.tessera.storefront.facts.Conversion;
import market.tessera.storefront.facts.Conversions;
import market.tessera.storefront.facts.OfferingCard;
import market.tessera.storefront.facts.Reader;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.results.SearchView.Bounds;
import market.tessera.storefront.results.SearchView.Bucket;
import market.tessera.storefront.results.SearchView.Chip;
import market.tessera.storefront.results.SearchView.Correction;
import market.tessera.storefront.results.SearchView.Group;
import market.tessera.storefront.results.SearchView.Option;
import market.tessera.storefront.results.SearchView.Pages;
import market.tessera.storefront.results.SearchView.Relaxed;
import market.tessera.storefront.search.Ordering;
import market.tessera.storefront.search.Results;
import market.tessera.storefront.search.Results.Count;
import market.tessera.storefront.search.Results.Relaxation;
import market.tessera.storefront.search.SearchParameters;
import market.tessera.storefront.search.SearchParameters.Asked;
import market.tessera.storefront.search.SearchQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;

/** Puts results into words and addresses. */
final class SearchViewMaker {
    private static final String CLICKS = SearchPage.PATH + "/clicks";
    private static final int MOST_RELAXED = 5;
    private static final Set<String> BOUNDABLE =
            Set.of(Facet.COST.parameter(), Facet.EFFORT.parameter(), Facet.START.parameter());

    private final SearchQuery query;
    private final Results results;
    private final Conversions conversions;
    private final Reader reader;
    private final Words words;
    private final FacetLabels labels;
    private final Address here;

    SearchViewMaker(Asked asked, Results results, Map<String, Mark> marks, Conversions conversions, Words words) {
        this.query = asked.query();
        this.results = results;
        this.conversions = conversions;
        this.words = words;
        this.reader = new Reader(words, asked.conversion(), marks);
        this.labels = new FacetLabels(words, query.costs(), marks, results.listings());
        this.here = new Address(SearchPage.PATH, query.given());
    }

    SearchView make() {
        return new SearchView(
                query.text(),
                query.text() == null ? words.get("search.title") : words.get("search.titled", query.text()),
                count(),
                results.near(),
                results.didYouMean().map(this::correction).orElse(null),
                alsoSearched(),
                results.relaxations().stream()
                        .limit(MOST_RELAXED)
                        .map(this::relaxed)
                        .toList(),
                results.facets().stream()
                        .map(this::group)
                        .filter(group -> !group.buckets().isEmpty() || BOUNDABLE.contains(group.name()))
                        .toList(),
                bounds(),
                chips(),
                query.isNarrowed() ? unfiltered().toString() : null,
                Ordering.names().stream().map(this::sort).toList(),
                currencies(),
                reader.conversion().flatMap(Conversion::rate).map(words::rate).orElse(null),
                results.listings().stream()
                        .map(listing -> OfferingCard.of(listing, reader))
                        .toList(),
                clicks(),
                results.position() + 1,
                pages(),
                !query.hasText() && query.filterNames().size() <= 1);
    }

    /** The same page by its shortest address. */
    String address() {
        return here.toString();
    }

    private @Nullable String clicks() {
        var words = new LinkedMultiValueMap<String, String>();
        words.add("q", query.text());
        return query.text() == null ? null : new Address(CLICKS, words) + "&rank=";
    }

    private String count() {
        var found = results.near() ? 0 : results.total();
        return query.text() == null
                ? words.get("search.count", found)
                : words.get("search.countFor", found, query.text());
    }

    private Correction correction(String text) {
        return new Correction(text, here.with("q", text).toString());
    }

    /** Other words that counted as those that were typed, so that nobody wonders why a result is there. */
    private @Nullable String alsoSearched() {
        var others = results.understood().stream()
                .flatMap(concept -> concept.alternatives().stream())
                .distinct()
                .toList();
        return others.isEmpty() ? null : words.get("search.also", String.join(", ", others));
    }

    private Relaxed relaxed(Relaxation relaxation) {
        if (relaxation.words().isPresent()) {
            var rest = relaxation.words().get();
            return new Relaxed(
                    words.get("search.relaxed.words", rest, relaxation.count()),
                    here.with("q", rest).toString());
        }
        var address = here;
        for (var name : relaxation.without()) {
            address = address.without(name);
        }
        if (relaxation.dropped().equals("filters")) {
            return new Relaxed(words.get("search.relaxed.filters", relaxation.count()), address.toString());
        }
        return new Relaxed(
                words.get("search.relaxed", condition(relaxation.dropped()), relaxation.count()), address.toString());
    }

    private String condition(String dropped) {
        return Facet.named(dropped)
                .map(facet -> words.get(
                        "search.chip",
                        labels.of(facet),
                        query.selected(facet).stream()
                                .map(value -> labels.of(facet, value))
                                .collect(Collectors.joining(", "))))
                .orElseGet(() -> words.get("search.relaxed." + dropped));
    }

    private Group group(Results.FacetCounts counts) {
        var facet = counts.facet();
        var buckets = sorted(facet, counts.counts()).stream()
                .map(each -> new Bucket(
                        each.value(),
                        labels.of(facet, each.value()),
                        each.count(),
                        each.selected(),
                        facet == Facet.SUBJECT ? SubjectTree.depth(each.value()) : 0))
                .toList();
        return new Group(facet.parameter(), labels.of(facet), buckets, isBounded(facet));
    }

    private boolean isBounded(Facet facet) {
        var ranges = query.ranges();
        return switch (facet) {
            case COST -> ranges.priceMax() != null;
            case EFFORT -> ranges.hoursMin() != null || ranges.hoursMax() != null;
            case START -> ranges.boundsStart();
            case SUBJECT, LEVEL, MODE, CREDENTIAL, CREDIT_BEARING, STACKABLE, ASSESSMENT, LANGUAGE, COUNTRY, PROVIDER ->
                false;
        };
    }

    /** What is not disclosed comes last, what is selected first, except where the values have an order of their own. */
    private static List<Count> sorted(Facet facet, List<Count> counts) {
        var undisclosedLast = Comparator.comparing((Count each) -> each.value().equals(Facet.UNDISCLOSED));
        var mostFirst = Comparator.comparing(Count::count).reversed();
        if (facet.isBanded()) {
            return counts.stream().sorted(undisclosedLast).toList();
        }
        return switch (facet) {
            case LEVEL ->
                counts.stream()
                        .sorted(undisclosedLast.thenComparing(Count::value))
                        .toList();
            case SUBJECT ->
                SubjectTree.inOrder(
                        counts.stream()
                                .sorted(undisclosedLast.thenComparing(mostFirst))
                                .toList(),
                        Count::value);
            case COST,
                    EFFORT,
                    START,
                    MODE,
                    CREDENTIAL,
                    CREDIT_BEARING,
                    STACKABLE,
                    ASSESSMENT,
                    LANGUAGE,
                    COUNTRY,
                    PROVIDER ->
                counts.stream()
                        .sorted(undisclosedLast
                                .thenComparing(each -> !each.selected())
                                .thenComparing(mostFirst))
                        .toList();
        };
    }

    private Bounds bounds() {
        return new Bounds(
                given("priceMax"),
                reader.conversion()
                        .map(into -> into.currency().getCurrencyCode())
                        .orElse("EUR"),
                given("hoursMin"),
                given("hoursMax"),
                given("startsFrom"),
                given("startsTo"));
    }

    private @Nullable String given(String name) {
        return query.given().getFirst(name);
    }

    private List<Chip> chips() {
        var chips = new ArrayList<Chip>();
        query.selected()
                .forEach((facet, values) -> values.forEach(value -> chips.add(new Chip(
                        words.get("search.chip", labels.of(facet), labels.of(facet, value)),
                        here.without(facet.parameter(), value).toString()))));
        for (var name : List.of("priceMax", "hoursMin", "hoursMax", "startsFrom", "startsTo")) {
            var value = given(name);
            if (value != null) {
                chips.add(new Chip(
                        words.get("search.chip." + name, readable(name, value)),
                        here.without(name).toString()));
            }
        }
        return chips;
    }

    private String readable(String bound, String value) {
        return switch (bound) {
            case "priceMax" -> words.money(Money.of(new BigDecimal(value), Currency.getInstance(bounds().currency())));
            case "hoursMin", "hoursMax" -> words.number(Double.parseDouble(value));
            default -> words.date(LocalDate.parse(value));
        };
    }

    private Address unfiltered() {
        var address = here;
        for (var name : SearchParameters.OF_THE_QUERY) {
            address = Set.of("q", "sort", "currency").contains(name) ? address : address.without(name);
        }
        return address;
    }

    private Option sort(String name) {
        return new Option(
                name,
                words.get("search.sort." + name),
                query.ordering().parameter().equals(name));
    }

    private List<Option> currencies() {
        var options = new ArrayList<Option>();
        options.add(new Option(
                "", words.get("search.currency.original"), reader.conversion().isEmpty()));
        conversions
                .codes()
                .forEach(code -> options.add(new Option(
                        code,
                        code,
                        reader.conversion()
                                .filter(into ->
                                        into.currency().getCurrencyCode().equals(code))
                                .isPresent())));
        return options;
    }

    private Pages pages() {
        var last = results.position() + results.found().size();
        return new Pages(
                words.get("search.pages", results.position() + 1, last, results.total()),
                results.previous()
                        .map(cursor -> here.with("cursor", cursor).toString())
                        .orElse(null),
                results.next()
                        .map(cursor -> here.with("cursor", cursor).toString())
                        .orElse(null));
    }
}
