package market.tessera.storefront.institution;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.platform.page.Markdown;
import market.tessera.storefront.catalogue.Institutions;
import market.tessera.storefront.catalogue.Listings;
import market.tessera.storefront.catalogue.Pathways;
import market.tessera.storefront.document.Institution;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Pathway;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facts.OfferingCard;
import market.tessera.storefront.facts.Reader;
import market.tessera.storefront.facts.Readers;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.institution.InstitutionView.Line;
import market.tessera.storefront.search.Results;
import market.tessera.storefront.search.Results.Count;
import market.tessera.storefront.search.Search;
import market.tessera.storefront.search.SearchQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The list of institutions and the page of each. */
@Controller
class InstitutionPages {
    private static final int SHOWN = 6;

    private final Institutions institutions;
    private final Pathways pathways;
    private final Listings listings;
    private final Search search;
    private final Readers readers;

    InstitutionPages(Institutions institutions, Pathways pathways, Listings listings, Search search, Readers readers) {
        this.institutions = institutions;
        this.pathways = pathways;
        this.listings = listings;
        this.search = search;
        this.readers = readers;
    }

    @GetMapping("/institutions")
    Mono<Rendering> list(@RequestParam(defaultValue = "") String name, Locale locale) {
        return Mono.zip(institutions.all(), listings.countedByProvider(), readers.of(locale, Optional.empty()))
                .map(found -> lines(found.getT1(), found.getT2(), found.getT3().words()))
                .map(lines -> list(lines, Sought.of(name).among(lines), name.strip()));
    }

    private static Rendering list(List<Line> all, List<Line> found, String sought) {
        return Rendering.view("storefront/institutions")
                .modelAttribute("letters", Letter.of(found))
                .modelAttribute("found", found.size())
                .modelAttribute("all", all.size())
                .modelAttribute("sought", sought)
                .build();
    }

    @GetMapping("/institutions/{slug}")
    Mono<Rendering> show(@PathVariable String slug, Locale locale) {
        return institutions
                .bySlug(slug)
                .switchIfEmpty(notFound())
                .flatMap(this::around)
                .zipWith(readers.of(locale, Optional.empty()), InstitutionPages::view)
                .map(view -> Rendering.view("storefront/institution")
                        .modelAttribute("institution", view)
                        .modelAttribute("askUrl", "/portal/ask/" + slug)
                        .modelAttribute("chosen", List.of())
                        .build());
    }

    /**
     * What an institution's page is made of.
     *
     * @param university that it is a school of
     * @param schools of its own; what is on offer is theirs, too
     * @param listed the featured offerings and those of the pathways, by id
     */
    private record Around(
            Institution institution,
            Optional<Institution> university,
            Schools schools,
            Results results,
            List<Count> subjects,
            List<Pathway> pathways,
            Map<String, Listing> listed) {}

    private Mono<Around> around(Institution institution) {
        return Mono.zip(university(institution), institutions.schoolsOf(institution.slug()))
                .flatMap(family -> around(institution, family.getT1(), family.getT2()));
    }

    private Mono<Optional<Institution>> university(Institution school) {
        return school.partOf() == null
                ? Mono.just(Optional.empty())
                : institutions.bySlug(school.partOf().slug()).singleOptional();
    }

    private Mono<Around> around(Institution institution, Optional<Institution> university, List<Institution> schools) {
        var slugs = Schools.slugs(institution, schools);
        var all = SearchQuery.ofProviders(slugs);
        return Mono.zip(
                        search.first(all, SHOWN),
                        search.counts(Facet.SUBJECT, all),
                        pathways.ofProviders(slugs),
                        schools.isEmpty() ? Mono.just(List.<Count>of()) : search.counts(Facet.PROVIDER, all))
                .flatMap(found -> listed(institution, found.getT3())
                        .map(listed -> new Around(
                                institution,
                                university,
                                Schools.of(institution, schools, found.getT4()),
                                found.getT1(),
                                found.getT2(),
                                found.getT3(),
                                listed)));
    }

    private Mono<Map<String, Listing>> listed(Institution institution, List<Pathway> pathways) {
        var ids = Stream.concat(
                        featured(institution).stream(),
                        pathways.stream().flatMap(pathway -> pathway.offerings().stream()))
                .distinct()
                .toList();
        return listings.of(ids);
    }

    private static List<String> featured(Institution institution) {
        var shopfront = institution.shopfront();
        return shopfront == null || shopfront.featured() == null ? List.of() : shopfront.featured();
    }

    private static List<Line> lines(List<Institution> all, Map<String, Long> offerings, Words words) {
        var names = all.stream().collect(Collectors.toMap(Institution::slug, Institution::name, (one, _) -> one));
        return all.stream()
                .map(institution -> line(institution, names, offerings, words))
                .toList();
    }

    private static Line line(
            Institution institution, Map<String, String> names, Map<String, Long> offerings, Words words) {
        return new Line(
                institution.name(),
                "/institutions/" + institution.slug(),
                institution.hue(),
                institution.logo(),
                place(institution, words),
                kind(institution, words),
                institution.partOf() == null
                        ? null
                        : names.get(institution.partOf().slug()),
                offerings.getOrDefault(institution.slug(), 0L));
    }

    private static @Nullable String place(Institution institution, Words words) {
        var country = institution.country() == null ? null : words.country(institution.country());
        return Words.joined(institution.city(), country);
    }

    private static @Nullable String kind(Institution institution, Words words) {
        return institution.kind() == null ? null : words.label("kind", institution.kind());
    }

    private static @Nullable String refund(Institution institution, Words words) {
        var terms = institution.refund();
        return terms == null ? null : words.refund(terms.days(), terms.text());
    }

    private static InstitutionView view(Around around, Reader reader) {
        var institution = around.institution();
        var results = around.results();
        var shopfront = institution.shopfront();
        var words = reader.words();
        return new InstitutionView(
                institution.name(),
                around.university()
                        .map(university -> new InstitutionView.Link(university.name(), Schools.url(university)))
                        .orElse(null),
                around.schools(),
                shopfront == null ? null : shopfront.headline(),
                shopfront == null || shopfront.introduction() == null
                        ? null
                        : Markdown.toHtml(shopfront.introduction()),
                featured(institution).stream()
                        .flatMap(id -> Stream.ofNullable(around.listed().get(id)))
                        .map(listing -> OfferingCard.of(listing, reader))
                        .toList(),
                around.subjects().stream()
                        .filter(count -> count.count() > 0 && !count.value().equals(Facet.UNDISCLOSED))
                        .map(count -> subject(around.schools(), count, words))
                        .toList(),
                institution.legalName(),
                institution.hue(),
                institution.logo(),
                place(institution, words),
                kind(institution, words),
                institution.about() == null ? null : Markdown.toHtml(institution.about()),
                institution.accreditation(),
                refund(institution, words),
                institution.url(),
                words.get("institution.count", results.total()),
                results.listings().stream()
                        .filter(listing ->
                                !featured(institution).contains(listing.card().id()))
                        .map(listing -> OfferingCard.of(listing, reader))
                        .toList(),
                results.total() > SHOWN ? around.schools().allUrl() : null,
                around.pathways().stream()
                        .map(pathway -> pathway(pathway, around.listed()))
                        .toList());
    }

    private static InstitutionView.Subject subject(Schools schools, Count count, Words words) {
        return new InstitutionView.Subject(
                words.label("subject", count.value().replace(':', '.')),
                schools.allUrl() + "&subject=" + count.value(),
                count.count());
    }

    private static InstitutionView.PathwayView pathway(Pathway pathway, Map<String, Listing> listed) {
        return new InstitutionView.PathwayView(
                pathway.title(),
                "/pathways/" + pathway.slug(),
                pathway.summary(),
                pathway.award() == null ? null : pathway.award().name(),
                pathway.offerings().stream()
                        .flatMap(id -> Stream.ofNullable(listed.get(id)))
                        .map(Listing::card)
                        .map(card -> new InstitutionView.Step(card.title(), "/offerings/" + card.slug()))
                        .toList());
    }
}
