package market.tessera.storefront.results;

import java.util.List;
import java.util.Locale;
import market.tessera.storefront.catalogue.Marks;
import market.tessera.storefront.facts.Conversions;
import market.tessera.storefront.facts.Wording;
import market.tessera.storefront.search.Search;
import market.tessera.storefront.search.SearchParameters;
import market.tessera.storefront.searchlog.SearchLog;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The results page. htmx asks for the same page and takes out of it what has changed. */
@Controller
class SearchPage {
    static final String PATH = "/search";

    private final Search search;
    private final Conversions conversions;
    private final Marks marks;
    private final Wording wording;
    private final SearchLog log;

    SearchPage(Search search, Conversions conversions, Marks marks, Wording wording, SearchLog log) {
        this.search = search;
        this.conversions = conversions;
        this.marks = marks;
        this.wording = wording;
        this.log = log;
    }

    @GetMapping(PATH)
    Mono<Rendering> show(ServerHttpRequest request, ServerHttpResponse response, Locale locale) {
        var asked =
                SearchParameters.ofPerson(request.getQueryParams(), conversions, SearchParameters.language(request));
        return search.find(asked.query(), asked.page())
                .doOnNext(results -> asked.note(log, SearchLog.Channel.PAGE, results))
                .zipWith(
                        marks.bySlug(),
                        (results, known) -> new SearchViewMaker(asked, results, known, conversions, wording.in(locale)))
                .map(maker -> page(maker, asked.page().cursor().isPresent(), response));
    }

    private static Rendering page(SearchViewMaker maker, boolean onward, ServerHttpResponse response) {
        if (!onward) {
            response.getHeaders().set("HX-Push-Url", maker.address());
        }
        return Rendering.view("storefront/search")
                .modelAttribute("results", maker.make())
                .modelAttribute("chosen", List.of())
                .build();
    }
}
