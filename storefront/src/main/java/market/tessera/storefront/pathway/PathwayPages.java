package market.tessera.storefront.pathway;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.tessera.platform.page.SeeOther;
import market.tessera.storefront.catalogue.Pathways;
import market.tessera.storefront.document.Pathway;
import market.tessera.storefront.facts.Readers;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The list of pathways and the page of each. */
@Controller
class PathwayPages {
    private final Pathways pathways;
    private final Surroundings surroundings;
    private final Readers readers;
    private final String origin;

    PathwayPages(
            Pathways pathways,
            Surroundings surroundings,
            Readers readers,
            @Value("${tessera.public-url}") String origin) {
        this.pathways = pathways;
        this.surroundings = surroundings;
        this.readers = readers;
        this.origin = origin;
    }

    @GetMapping("/pathways")
    Mono<Rendering> list() {
        return pathways.all()
                .map(all -> all.stream().map(PathwayPages::line).toList())
                .map(lines -> Rendering.view("storefront/pathways")
                        .modelAttribute("pathways", lines)
                        .build());
    }

    @GetMapping("/pathways/{slug}")
    Mono<Rendering> show(@PathVariable String slug, Locale locale) {
        return pathways.bySlug(slug)
                .flatMap(pathway -> page(pathway, locale))
                .switchIfEmpty(Mono.defer(() -> byItsId(slug)))
                .switchIfEmpty(notFound());
    }

    private Mono<Rendering> page(Pathway pathway, Locale locale) {
        return surroundings
                .of(pathway)
                .zipWith(
                        readers.of(locale, Optional.empty()),
                        (around, reader) -> new PathwayViewMaker(around, reader, origin).make())
                .map(view -> Rendering.view("storefront/pathway")
                        .modelAttribute("pathway", view)
                        .modelAttribute("chosen", List.of())
                        .build());
    }

    /** What a learner has of pathways is kept where only their ids are known. */
    private Mono<Rendering> byItsId(String id) {
        return pathways.byId(id).map(pathway -> SeeOther.to(PathwayViewMaker.address(pathway)));
    }

    private static PathwayView.Line line(Pathway pathway) {
        return new PathwayView.Line(
                pathway.title(),
                PathwayViewMaker.address(pathway),
                pathway.summary(),
                pathway.provider().name(),
                pathway.offerings().size() + pathway.pathways().size());
    }
}
