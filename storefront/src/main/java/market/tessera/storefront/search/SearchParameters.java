package market.tessera.storefront.search;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import market.tessera.platform.page.ReadersLocale;
import market.tessera.platform.problem.Parameters;
import market.tessera.storefront.facet.CostBands;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.Ranges;
import market.tessera.storefront.facts.Conversion;
import market.tessera.storefront.facts.Conversions;
import market.tessera.storefront.searchlog.SearchLog;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Reads what is asked from an address, strictly. */
public final class SearchParameters {
    public static final int LONGEST_TEXT = 200;
    public static final long MOST_HOURS = 10_000;
    public static final long MOST_MONEY = 1_000_000_000_000L;
    public static final Set<String> OF_THE_QUERY = ofTheQuery();
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_VALUE = 128;
    private static final int LONGEST_CURSOR = 2_000;

    private final MultiValueMap<String, String> given;
    private final Parameters parameters;
    private final Conversions conversions;

    private SearchParameters(MultiValueMap<String, String> given, Conversions conversions) {
        this.given = given;
        this.parameters = new Parameters(given);
        this.conversions = conversions;
    }

    /** @param conversion into the currency that was asked for, if one was */
    public record Asked(SearchQuery query, PageRequest page, Optional<Conversion> conversion) {
        /** Turning a page is no new search. */
        public void note(SearchLog log, SearchLog.Channel channel, Results results) {
            if (page.cursor().isEmpty()) {
                log.searched(
                        channel,
                        Objects.requireNonNullElse(query.text(), ""),
                        query.filters(),
                        results.total(),
                        results.total() > 0 && !results.near());
            }
        }
    }

    /** Whose word forms the reader is used to, whatever the language of the pages is. */
    public static String language(ServerHttpRequest request) {
        return ReadersLocale.understood(request.getHeaders()).stream()
                .map(Locale::getLanguage)
                .findFirst()
                .orElse("en");
    }

    /**
     * A request of a program: amounts in minor units, nothing unknown allowed.
     *
     * @throws market.tessera.platform.problem.Problem 400 with everything that is wrong
     */
    public static Asked ofProgram(MultiValueMap<String, String> given, Conversions conversions, String language) {
        return new SearchParameters(given, conversions).program(language);
    }

    /**
     * A request of a person: amounts in whole units of the currency; what is not ours, such as a campaign's mark, is left alone.
     *
     * @throws market.tessera.platform.problem.Problem 400 with everything that is wrong
     */
    public static Asked ofPerson(MultiValueMap<String, String> given, Conversions conversions, String language) {
        var ours = new LinkedMultiValueMap<String, String>();
        given.forEach((name, values) -> {
            if (OF_THE_QUERY.contains(name) || name.equals("cursor")) {
                ours.put(name, values);
            }
        });
        return new SearchParameters(ours, conversions).person(language);
    }

    private Asked program(String language) {
        var limit = parameters.number("limit", 1, PageRequest.MOST).orElse((long) PageRequest.USUAL_LIMIT);
        var asked = asked(limit.intValue(), facets(), 0, language, true);
        parameters.check();
        return asked;
    }

    private Asked person(String language) {
        var asked = asked(PageRequest.USUAL_LIMIT, EnumSet.allOf(Facet.class), 2, language, false);
        parameters.check();
        return asked;
    }

    /** @param decimals how many of the currency's decimals are left out of amounts */
    private Asked asked(int limit, Set<Facet> facets, int decimals, String language, boolean program) {
        var conversion = parameters.text("currency", LONGEST_VALUE).flatMap(this::conversion);
        var selected = selected();
        var query = new SearchQuery(
                parameters
                        .text("q", LONGEST_TEXT)
                        .map(SearchParameters::clean)
                        .filter(text -> !text.isEmpty())
                        .orElse(null),
                selected,
                ranges(conversion, decimals),
                parameters
                        .oneOf("sort", Ordering.names())
                        .flatMap(Ordering::named)
                        .orElse(Ordering.RELEVANCE),
                CostBands.in(conversion),
                repeatable());
        var languages = new LinkedHashSet<>(selected.getOrDefault(Facet.LANGUAGE, List.of()));
        languages.addAll(List.of("en", language));
        return new Asked(
                query, new PageRequest(limit, cursor(), facets, List.copyOf(languages), program, program), conversion);
    }

    private Map<Facet, List<String>> selected() {
        var selected = new EnumMap<Facet, List<String>>(Facet.class);
        for (var facet : Facet.values()) {
            var values = parameters.any(facet.parameter(), MOST_VALUES, LONGEST_VALUE);
            values.stream()
                    .filter(value -> !facet.accepts(value))
                    .forEach(value ->
                            parameters.refuse(facet.parameter(), "has a value that does not match " + facet.pattern()));
            if (!values.isEmpty()) {
                selected.put(facet, values);
            }
        }
        return selected;
    }

    private Ranges ranges(Optional<Conversion> conversion, int decimals) {
        var ranges = new Ranges(
                parameters
                        .number("priceMax", 0, MOST_MONEY)
                        .map(price -> euroCents(price, conversion, decimals))
                        .orElse(null),
                parameters.number("hoursMin", 0, MOST_HOURS).orElse(null),
                parameters.number("hoursMax", 0, MOST_HOURS).orElse(null),
                parameters.date("startsFrom").orElse(null),
                parameters.date("startsTo").orElse(null));
        refuseIfAfter(ranges.hoursMin(), ranges.hoursMax(), "hoursMax", "is less than 'hoursMin'");
        refuseIfAfter(ranges.startsFrom(), ranges.startsTo(), "startsTo", "is before 'startsFrom'");
        return ranges;
    }

    private <T extends Comparable<? super T>> void refuseIfAfter(
            @Nullable T from, @Nullable T to, String name, String why) {
        if (from != null && to != null && from.compareTo(to) > 0) {
            parameters.refuse(name, why);
        }
    }

    private long euroCents(long price, Optional<Conversion> conversion, int decimals) {
        var into = conversion.or(() -> conversions.into("EUR")).orElseThrow();
        var scale = Math.min(decimals, Math.max(0, into.currency().getDefaultFractionDigits()));
        return into.toEuroCents(price * (long) Math.pow(10, scale));
    }

    private Optional<Conversion> conversion(String code) {
        var conversion = conversions.into(code);
        if (conversion.isEmpty()) {
            parameters.refuse("currency", "is not one of " + String.join(", ", conversions.codes()));
        }
        return conversion;
    }

    private Set<Facet> facets() {
        var names = parameters
                .text("facets", LONGEST_VALUE)
                .map(list -> List.of(list.split(",")))
                .orElse(List.of());
        var facets = new LinkedHashSet<Facet>();
        names.forEach(name -> Facet.named(name)
                .ifPresentOrElse(
                        facets::add,
                        () -> parameters.refuse("facets", "is not a list of " + String.join(", ", Facet.names()))));
        return facets;
    }

    private Optional<Cursor> cursor() {
        return parameters.text("cursor", LONGEST_CURSOR).flatMap(token -> {
            var cursor = Cursor.decode(token);
            if (cursor.isEmpty()) {
                parameters.refuse("cursor", "is not a cursor of this service");
            }
            return cursor;
        });
    }

    /** Control characters separate words like spaces do. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\s]+", " ").strip();
    }

    private MultiValueMap<String, String> repeatable() {
        var repeatable = new LinkedMultiValueMap<String, String>();
        OF_THE_QUERY.forEach(name -> given.getOrDefault(name, List.of()).stream()
                .filter(value -> value != null && !value.isBlank())
                .filter(value -> !(name.equals("sort") && value.equals(Ordering.RELEVANCE.parameter())))
                .distinct()
                .forEach(value -> repeatable.add(name, value)));
        return repeatable;
    }

    private static Set<String> ofTheQuery() {
        var names = new LinkedHashSet<String>();
        names.add("q");
        Arrays.stream(Facet.values()).map(Facet::parameter).forEach(names::add);
        names.addAll(List.of("priceMax", "hoursMin", "hoursMax", "startsFrom", "startsTo", "currency", "sort"));
        return names;
    }
}
