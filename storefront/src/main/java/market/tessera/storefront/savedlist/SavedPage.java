package market.tessera.storefront.savedlist;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.LocalPath;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.document.Lookup;
import market.tessera.storefront.facts.OfferingCard;
import market.tessera.storefront.facts.Reader;
import market.tessera.storefront.facts.Readers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** The list of what a learner has saved. Whoever saves without a session signs in first and is asked once more, on a page of its own. */
@Controller
class SavedPage {
    private static final String PAGE = "/account/saved";

    private final SavedOfferings savedOfferings;
    private final Catalogue catalogue;
    private final Readers readers;

    SavedPage(SavedOfferings savedOfferings, Catalogue catalogue, Readers readers) {
        this.savedOfferings = savedOfferings;
        this.catalogue = catalogue;
        this.readers = readers;
    }

    /** @param goOn page of this site to go back to */
    record Form(
            @Nullable UUID offering,
            @BindParam("return") @Nullable String goOn) {
        UUID wanted() {
            if (offering == null) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No offering is named");
            }
            return offering;
        }

        String back() {
            return LocalPath.of(goOn, PAGE);
        }
    }

    /**
     * An entry of the list.
     *
     * @param card empty once the offering has been withdrawn
     */
    record Entry(String id, String title, Optional<OfferingCard> card) {
        static Entry of(Lookup lookup, Reader reader) {
            return switch (lookup) {
                case Lookup.Listed listed ->
                    new Entry(
                            listed.offering().id(),
                            listed.card().title(),
                            Optional.of(OfferingCard.of(listed.listing(), reader)));
                case Lookup.Withdrawn(var offering) ->
                    new Entry(offering.id(), offering.elements().title(), Optional.empty());
            };
        }
    }

    /** An offering that was not saved, since the list was full. */
    record TurnedAway(String id, String title) {}

    @GetMapping(PAGE)
    Mono<Rendering> show(@AuthenticationPrincipal Person person, @RequestParam Optional<UUID> refused, Locale locale) {
        return savedOfferings
                .of(person.id())
                .map(saved -> saved.offering().toString())
                .collectList()
                .flatMap(saved -> Mono.zip(
                                found(saved), turnedAway(saved, refused), readers.of(locale, Optional.empty()))
                        .map(known -> page(saved.size(), known.getT1(), known.getT2(), known.getT3())));
    }

    @PostMapping(PAGE)
    Mono<Rendering> save(@AuthenticationPrincipal @Nullable Person person, @ModelAttribute Form form) {
        return person == null || person.kind() != Person.Kind.LEARNER
                ? Mono.just(SeeOther.to(signIn(form)))
                : savedOfferings
                        .save(person.id(), form.wanted())
                        .map(saved -> SeeOther.to(saved ? form.back() : PAGE + "?refused=" + form.wanted()));
    }

    @GetMapping(PAGE + "/add")
    Mono<Rendering> ask(@ModelAttribute Form form) {
        return catalogue
                .byId(form.wanted().toString())
                .switchIfEmpty(notFound())
                .map(SavedPage::title)
                .map(title -> Rendering.view("storefront/account/saved-add")
                        .modelAttribute("offering", form.wanted())
                        .modelAttribute("offered", title)
                        .modelAttribute("back", form.back())
                        .build());
    }

    @PostMapping(PAGE + "/remove")
    Mono<Rendering> remove(@AuthenticationPrincipal Person person, @ModelAttribute Form form) {
        return savedOfferings.remove(person.id(), form.wanted()).thenReturn(SeeOther.to(form.back()));
    }

    private Mono<List<Lookup>> found(List<String> ids) {
        return ids.isEmpty() ? Mono.just(List.of()) : catalogue.byIds(ids);
    }

    /** Until it is saved after all. */
    private Mono<Optional<TurnedAway>> turnedAway(List<String> saved, Optional<UUID> refused) {
        return Mono.justOrEmpty(refused.map(UUID::toString))
                .filter(id -> !saved.contains(id))
                .flatMap(id -> catalogue.byId(id).map(lookup -> new TurnedAway(id, title(lookup))))
                .singleOptional();
    }

    private static Rendering page(int saved, List<Lookup> found, Optional<TurnedAway> turnedAway, Reader reader) {
        return Rendering.view("storefront/account/saved")
                .modelAttribute("chosen", List.of())
                .modelAttribute("saved", saved)
                .modelAttribute("most", SavedOfferings.MOST)
                .modelAttribute("turnedAway", turnedAway.stream().toList())
                .modelAttribute(
                        "entries",
                        found.stream().map(lookup -> Entry.of(lookup, reader)).toList())
                .build();
    }

    private static String title(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Listed listed -> listed.card().title();
            case Lookup.Withdrawn(var offering) -> offering.elements().title();
        };
    }

    private static String signIn(Form form) {
        var add = UriComponentsBuilder.fromPath(PAGE + "/add")
                .queryParam("offering", form.wanted())
                .queryParam("return", "{back}")
                .encode()
                .buildAndExpand(form.back())
                .toUriString();
        return UriComponentsBuilder.fromPath("/account/sign-in")
                .queryParam("return", "{add}")
                .encode()
                .buildAndExpand(add)
                .toUriString();
    }
}
