package market.tessera.checkout.connecting;

import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.handoff.RetryHandoff;
import market.tessera.checkout.offer.Offer.Seller;
import market.tessera.checkout.rollcall.RollCalls;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.springframework.http.CacheControl;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a provider's systems and the marketplace disagree about who is enrolled, and what can be done about it. */
@Controller
@RequestMapping("/checkout/connections/{provider}/differences")
class DifferencesPage {
    private static final Set<String> TOLD = Set.of("asked", "repaired", "gone");

    private final ConnectionAccess access;
    private final RollCalls calls;
    private final RetryHandoff handoff;

    DifferencesPage(ConnectionAccess access, RollCalls calls, RetryHandoff handoff) {
        this.access = access;
        this.calls = calls;
        this.handoff = handoff;
    }

    @GetMapping
    Mono<Rendering> show(
            @PathVariable UUID provider,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return access.provider(person, provider).flatMap(found -> page(found, TOLD.contains(done) ? done : ""));
    }

    @PostMapping
    Mono<Rendering> ask(@PathVariable UUID provider, @AuthenticationPrincipal Person person) {
        return access.provider(person, provider)
                .flatMap(found -> calls.soon(found.id()))
                .thenReturn(to(provider, "asked"));
    }

    /** The system is told once more how things stand: it enrolls again whom it has lost, and lets go whom it has kept. */
    @PostMapping("/{difference}")
    Mono<Rendering> repair(
            @PathVariable UUID provider, @PathVariable UUID difference, @AuthenticationPrincipal Person person) {
        return access.provider(person, provider)
                .flatMap(_ -> calls.settle(provider, difference))
                .flatMap(handoff::again)
                .map(_ -> to(provider, "repaired"))
                .defaultIfEmpty(to(provider, "gone"));
    }

    private Mono<Rendering> page(Seller provider, String done) {
        return Mono.zip(
                        calls.of(provider.id()).collectList(),
                        calls.asked(provider.id()).collectList(),
                        calls.waiting(provider.id()).collectList())
                .map(found -> Rendering.view("checkout/differences")
                        .modelAttribute("provider", provider)
                        .modelAttribute("differences", found.getT1())
                        .modelAttribute("asked", found.getT2())
                        .modelAttribute("waiting", found.getT3())
                        .modelAttribute("done", done)
                        .build());
    }

    private static Rendering to(UUID provider, String done) {
        return SeeOther.to("/checkout/connections/%s/differences?done=%s".formatted(provider, done));
    }
}
