package market.tessera.provider.shopfront;

import java.util.List;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.shopfront.PublicOfferings.Choice;
import market.tessera.provider.staff.ProviderScope;
import market.tessera.provider.staff.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where an institution's administrators arrange its page of the market. */
@Controller
@RequestMapping("/portal/settings/{provider}/shopfront")
class ShopfrontPage {
    private final Providers providers;
    private final PublicOfferings offerings;

    ShopfrontPage(Providers providers, PublicOfferings offerings) {
        this.providers = providers;
        this.offerings = offerings;
    }

    @GetMapping
    Mono<Rendering> show(
            ProviderScope scope, @PathVariable UUID provider, @RequestParam(defaultValue = "") String done) {
        scope.require(provider, Role.ADMINISTRATOR);
        return providers
                .find(provider)
                .zipWith(offerings.of(provider).collectList())
                .map(found -> page(
                        found.getT1(),
                        found.getT2(),
                        ShopfrontForm.of(found.getT1().shopfront()),
                        "saved".equals(done)));
    }

    @PostMapping
    Mono<Rendering> save(ProviderScope scope, @PathVariable UUID provider, @ModelAttribute ShopfrontForm form) {
        scope.require(provider, Role.ADMINISTRATOR);
        return providers
                .find(provider)
                .zipWith(offerings.of(provider).collectList())
                .flatMap(found -> form.mistakes().isEmpty()
                        ? providers
                                .show(
                                        provider,
                                        form.shopfront(found.getT2().stream()
                                                .map(Choice::id)
                                                .toList()))
                                .thenReturn(SeeOther.to("/portal/settings/%s/shopfront?done=saved".formatted(provider)))
                        : Mono.just(page(found.getT1(), found.getT2(), form, false)));
    }

    private static Rendering page(Provider provider, List<Choice> choices, ShopfrontForm form, boolean saved) {
        var mistakes = form.mistakes();
        return Rendering.view("provider-portal/shopfront")
                .status(mistakes.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("provider", provider)
                .modelAttribute("choices", choices)
                .modelAttribute("form", form)
                .modelAttribute("mistakes", mistakes)
                .modelAttribute("saved", saved)
                .build();
    }
}
