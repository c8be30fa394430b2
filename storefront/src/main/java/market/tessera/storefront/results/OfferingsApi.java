package market.tessera.storefront.results;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import market.tessera.platform.money.ExchangeRates;
import market.tessera.storefront.catalogue.Marks;
import market.tessera.storefront.document.Mark;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.FacetLabels;
import market.tessera.storefront.facts.Conversion;
import market.tessera.storefront.facts.Conversions;
import market.tessera.storefront.facts.Wording;
import market.tessera.storefront.results.OfferingList.Bucket;
import market.tessera.storefront.results.OfferingList.FacetView;
import market.tessera.storefront.results.OfferingList.Meaning;
import market.tessera.storefront.results.OfferingList.NearMatch;
import market.tessera.storefront.results.OfferingList.RateView;
import market.tessera.storefront.search.Results;
import market.tessera.storefront.search.Search;
import market.tessera.storefront.search.SearchParameters;
import market.tessera.storefront.search.SearchParameters.Asked;
import market.tessera.storefront.searchlog.SearchLog;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The catalogue's list for programs. */
@RestController
@Tag(name = "Catalogue")
class OfferingsApi {
    private final Search search;
    private final Conversions conversions;
    private final Marks marks;
    private final Wording wording;
    private final SearchLog log;
    private final String origin;

    OfferingsApi(
            Search search,
            Conversions conversions,
            Marks marks,
            Wording wording,
            SearchLog log,
            @Value("${tessera.public-url}") String origin) {
        this.search = search;
        this.conversions = conversions;
        this.marks = marks;
        this.wording = wording;
        this.log = log;
        this.origin = origin;
    }

    @Operation(
            operationId = OfferingsApiParameters.OPERATION,
            summary = "Search the catalogue",
            description =
                    "All things that `q` means must occur, in its words or in others that mean the same (of three to five, all but one). Values of one filter mean any of them, filters together mean all of them. What is asked of start, mode and cost holds of one intake: `nextIntake`, `price` and `mode` are then those of that intake.")
    @GetMapping(path = "/api/v1/offerings", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<OfferingList>> list(ServerHttpRequest request, Locale locale) {
        var asked =
                SearchParameters.ofProgram(request.getQueryParams(), conversions, SearchParameters.language(request));
        return search.find(asked.query(), asked.page())
                .doOnNext(results -> asked.note(log, SearchLog.Channel.API, results))
                .zipWith(marks(asked), (results, known) -> list(asked, results, labels(asked, known, results, locale)))
                .map(list -> answer(list, request));
    }

    private Mono<Map<String, Mark>> marks(Asked asked) {
        return asked.page().facets().contains(Facet.PROVIDER) ? marks.bySlug() : Mono.just(Map.of());
    }

    private FacetLabels labels(Asked asked, Map<String, Mark> known, Results results, Locale locale) {
        return new FacetLabels(wording.in(locale), asked.query().costs(), known, results.listings());
    }

    private OfferingList list(Asked asked, Results results, FacetLabels labels) {
        return new OfferingList(
                results.total(),
                results.near() ? "near" : "words",
                results.found().stream()
                        .map(found -> Item.of(found, origin, asked.conversion()))
                        .toList(),
                results.facets().stream().map(counts -> facet(counts, labels)).toList(),
                results.didYouMean().orElse(null),
                results.understood().stream()
                        .map(concept -> new Meaning(concept.words(), concept.alternatives()))
                        .toList(),
                results.relaxations().stream()
                        .map(relaxation -> new NearMatch(
                                relaxation.without(), relaxation.words().orElse(null), relaxation.count()))
                        .toList(),
                asked.conversion().map(OfferingsApi::rate).orElse(null),
                results.next().orElse(null));
    }

    private static FacetView facet(Results.FacetCounts counts, FacetLabels labels) {
        var facet = counts.facet();
        List<Bucket> buckets = counts.counts().stream()
                .map(each -> new Bucket(each.value(), labels.of(facet, each.value()), each.count(), each.selected()))
                .toList();
        return new FacetView(facet.parameter(), buckets);
    }

    private static RateView rate(Conversion conversion) {
        Optional<ExchangeRates.Rate> rate = conversion.rate();
        return new RateView(
                conversion.currency().getCurrencyCode(),
                rate.filter(own -> own.currency().equals(conversion.currency()))
                        .map(ExchangeRates.Rate::perEuro)
                        .orElse(null),
                rate.map(ExchangeRates.Rate::date).orElse(null),
                rate.map(ExchangeRates.Rate::source).orElse(null));
    }

    private static ResponseEntity<OfferingList> answer(OfferingList list, ServerHttpRequest request) {
        var answer = ResponseEntity.ok().header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        if (list.next() != null) {
            answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next(request, list.next())));
        }
        return answer.body(list);
    }

    private static String next(ServerHttpRequest request, String cursor) {
        return new Address(request.getPath().value(), request.getQueryParams())
                .with("cursor", cursor)
                .toString();
    }
}
