package market.tessera.storefront.offering;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.platform.identity.Person;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.document.Lookup;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.savedlist.SavedOfferings;
import market.tessera.storefront.searchlog.SearchLog;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The page of an offering. */
@Controller
class OfferingPage {
    private final Catalogue catalogue;
    private final ShowOffering showOffering;
    private final SavedOfferings savedOfferings;
    private final SearchLog log;

    OfferingPage(Catalogue catalogue, ShowOffering showOffering, SavedOfferings savedOfferings, SearchLog log) {
        this.catalogue = catalogue;
        this.showOffering = showOffering;
        this.savedOfferings = savedOfferings;
        this.log = log;
    }

    @GetMapping("/offerings/{slug}")
    Mono<Rendering> show(
            @PathVariable String slug,
            @RequestParam Optional<String> intake,
            @RequestParam Optional<String> currency,
            @RequestHeader HttpHeaders visitor,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale) {
        return catalogue
                .bySlug(slug)
                .switchIfEmpty(notFound())
                .doOnNext(lookup -> count(lookup, visitor))
                .flatMap(lookup -> page(lookup, listed -> showOffering.show(listed, intake, currency, locale), person));
    }

    private void count(Lookup lookup, HttpHeaders visitor) {
        switch (lookup) {
            case Listed listed -> log.viewed(listed.offering().id(), visitor);
            case Lookup.Withdrawn _ -> {}
        }
    }

    private Mono<Rendering> page(
            Lookup lookup, Function<Listed, Mono<Rendering.Builder<?>>> show, @Nullable Person person) {
        return switch (lookup) {
            case Listed listed ->
                show.apply(listed)
                        .zipWith(
                                isSaved(listed, person),
                                (page, saved) ->
                                        page.modelAttribute("saved", saved).build());
            case Lookup.Withdrawn withdrawn ->
                Mono.just(Rendering.view("storefront/withdrawn")
                        .modelAttribute("offering", withdrawn.offering())
                        .status(HttpStatus.GONE)
                        .build());
        };
    }

    /** The page needs no database; without one it only does not know what is saved. */
    private Mono<Boolean> isSaved(Listed listed, @Nullable Person person) {
        return person == null
                ? Mono.just(false)
                : savedOfferings
                        .contains(person.id(), UUID.fromString(listed.offering().id()))
                        .onErrorReturn(DataAccessException.class, false);
    }
}
