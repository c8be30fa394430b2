package market.tessera.storefront.home;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facts.OfferingCard;
import market.tessera.storefront.facts.Reader;
import market.tessera.storefront.facts.Readers;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.search.Ordering;
import market.tessera.storefront.search.Results;
import market.tessera.storefront.search.Results.Count;
import market.tessera.storefront.search.Search;
import market.tessera.storefront.search.SearchQuery;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The home page. */
@Controller
class HomePage {
    private static final int NEWEST = 6;
    private static final int MOST_SUBJECTS = 12;

    private final Search search;
    private final Beginnings beginnings;
    private final Readers readers;
    private final String origin;

    HomePage(Search search, Beginnings beginnings, Readers readers, @Value("${tessera.public-url}") String origin) {
        this.search = search;
        this.beginnings = beginnings;
        this.readers = readers;
        this.origin = origin;
    }

    record Subject(String label, String url, long count) {}

    /**
     * @param size of the catalogue, in words
     * @param beginnings words to search for that find something
     */
    record Home(
            String size,
            List<Subject> subjects,
            List<OfferingCard> newest,
            List<String> beginnings,
            String canonical) {}

    @GetMapping("/")
    Mono<Rendering> show(Locale locale) {
        var newest = search.first(SearchQuery.orderedBy(Ordering.NEWEST), NEWEST);
        return readers.of(locale, Optional.empty())
                .flatMap(reader -> Mono.zip(newest, search.counts(Facet.SUBJECT), beginnings.in(reader.words()))
                        .map(parts -> home(parts.getT1(), parts.getT2(), parts.getT3(), reader)))
                .map(home -> Rendering.view("storefront/home")
                        .modelAttribute("home", home)
                        .build());
    }

    private Home home(Results newest, List<Count> subjects, List<String> beginnings, Reader reader) {
        var words = reader.words();
        return new Home(
                words.get("home.size", newest.total(), reader.marks().size()),
                subjects.stream()
                        .filter(count -> !count.value().equals(Facet.UNDISCLOSED))
                        .limit(MOST_SUBJECTS)
                        .map(count -> subject(count, words))
                        .toList(),
                newest.listings().stream()
                        .map(listing -> OfferingCard.of(listing, reader))
                        .toList(),
                beginnings,
                origin + "/");
    }

    private static Subject subject(Count count, Words words) {
        return new Subject(
                words.label("subject", count.value().replace(':', '.')),
                "/search?subject=" + count.value(),
                count.count());
    }
}
