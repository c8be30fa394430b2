package market.tessera.checkout.waitlist;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.link.SealedLinks;
import market.tessera.checkout.link.SealedLinks.Purpose;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One's own place in line, for whoever has the mailed link. A place that is a learner's is no other account's, whatever link it brings. */
@Controller
class WaitingPlacePages {
    private static final String PLACE = "/waitlist/places/{name:[A-Za-z0-9_-]{20,100}}";

    private final WaitingPlaces places;
    private final JoinLine join;
    private final LeaveLine leave;
    private final SealedLinks links;

    WaitingPlacePages(WaitingPlaces places, JoinLine join, LeaveLine leave, SealedLinks links) {
        this.places = places;
        this.join = join;
        this.leave = leave;
        this.links = links;
    }

    /** @param again whether the learner has just tried to stand there twice */
    @GetMapping(PLACE)
    Mono<Rendering> show(
            @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean again,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return find(name, person)
                .map(place -> Rendering.view("checkout/waitlist-place")
                        .modelAttribute("place", place)
                        .modelAttribute("name", name)
                        .modelAttribute("again", again)
                        .modelAttribute("until", place.heldUntil(locale))
                        .build());
    }

    @PostMapping(PLACE + "/confirmation")
    Mono<Rendering> confirm(@PathVariable String name, @AuthenticationPrincipal @Nullable Person person) {
        return find(name, person).flatMap(join::confirm).thenReturn(to(name));
    }

    @PostMapping(PLACE + "/leaving")
    Mono<Rendering> leave(@PathVariable String name, @AuthenticationPrincipal @Nullable Person person) {
        return find(name, person).flatMap(leave::leave).thenReturn(to(name));
    }

    private Mono<WaitingPlace> find(String name, @Nullable Person person) {
        return Mono.justOrEmpty(links.open(Purpose.WAITING_PLACE, name))
                .flatMap(places::find)
                .filter(place -> person == null || place.learner() == null || isOf(place, person.id()))
                .switchIfEmpty(notFound());
    }

    private static boolean isOf(WaitingPlace place, UUID learner) {
        return Objects.equals(place.learner(), learner);
    }

    private static Rendering to(String name) {
        return SeeOther.to("/waitlist/places/" + name);
    }
}
