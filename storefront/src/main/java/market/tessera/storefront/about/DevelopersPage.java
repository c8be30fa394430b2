package market.tessera.storefront.about;

import java.util.List;
import market.tessera.storefront.catalogue.CatalogueUnavailable;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.quota.QuotaProperties;
import market.tessera.storefront.search.Ordering;
import market.tessera.storefront.search.Results;
import market.tessera.storefront.search.Search;
import market.tessera.storefront.search.SearchQuery;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** How to use the API, with commands that work as they stand. */
@Controller
class DevelopersPage {
    private final Search search;
    private final QuotaProperties quota;
    private final String origin;

    DevelopersPage(Search search, QuotaProperties quota, @Value("${tessera.public-url}") String origin) {
        this.search = search;
        this.quota = quota;
        this.origin = origin;
    }

    /** A call with a title and words in the messages: {@code developers.<name>.title} and so on. */
    record Call(String name, String command) {}

    @GetMapping("/developers")
    Mono<Rendering> show() {
        return search.first(SearchQuery.orderedBy(Ordering.RELEVANCE), 2)
                .map(Results::listings)
                .onErrorReturn(CatalogueUnavailable.class, List.of())
                .map(this::page);
    }

    private Rendering page(List<Listing> samples) {
        return Rendering.view("storefront/developers")
                .modelAttribute("calls", calls(samples))
                .modelAttribute("withoutKey", quota.anonymous())
                .modelAttribute("withKey", quota.key())
                .modelAttribute("seconds", quota.window().toSeconds())
                .build();
    }

    private List<Call> calls(List<Listing> samples) {
        var one = id(samples, 0);
        return List.of(
                call("search", "", "offerings?q=data&sort=price&currency=EUR&facets=mode,level"),
                call("offering", "-H 'Accept: application/ld+json' ", "offerings/" + one),
                call("pathways", "", "pathways?limit=5"),
                call("suggestions", "", "suggestions?q=wel"),
                call("comparisons", "", "comparisons?ids=" + one + "," + id(samples, 1)),
                call("export", "-D headers.txt -o catalogue.ndjson.gz ", "export"),
                call("changes", "", "changes?limit=10"),
                call("key", "-D - -o answer.json -H \"Authorization: Bearer $TESSERA_KEY\" ", "offerings?q=data"));
    }

    private static String id(List<Listing> samples, int at) {
        return at < samples.size() ? samples.get(at).card().id() : "ID";
    }

    private Call call(String name, String options, String rest) {
        return new Call(name, "curl -sS %s'%s/api/v1/%s'".formatted(options, origin, rest));
    }
}
