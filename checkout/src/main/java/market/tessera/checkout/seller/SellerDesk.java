package market.tessera.checkout.seller;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.checkout.seller.SellerForm.Fault;
import market.tessera.checkout.seller.SellerSettings.Setting;
import market.tessera.checkout.tax.Country;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Invoices and tax of a provider; its own finance staff's alone, for nobody else answers for what it states. */
@Controller
class SellerDesk {
    private static final String SELLERS = "/checkout/desk/sellers";

    private final SellerSettings settings;
    private final DeskTabs tabs;
    private final boolean canBeByStripe;

    SellerDesk(SellerSettings settings, DeskTabs tabs, @Value("${checkout.stripe.tax:false}") boolean canBeByStripe) {
        this.settings = settings;
        this.tabs = tabs;
        this.canBeByStripe = canBeByStripe;
    }

    /** Who handles one provider's money sees its form at once, others the list of theirs. */
    @GetMapping(SELLERS)
    Mono<Rendering> all(@AuthenticationPrincipal Person person, Locale locale, ServerWebExchange exchange) {
        noStore(exchange);
        var scope = DeskScope.of(person);
        return Mono.zip(settings.of(scope.providers()).collectList(), tabs.of("sellers", scope, locale))
                .map(found -> found.getT1().size() == 1
                        ? to(found.getT1().getFirst().provider(), "")
                        : Rendering.view("checkout/desk-sellers")
                                .modelAttribute("settings", found.getT1())
                                .modelAttribute("tabs", found.getT2())
                                .build());
    }

    /** @param done {@code kept} after a form was sent */
    @GetMapping(SELLERS + "/{provider}")
    Mono<Rendering> one(
            @PathVariable UUID provider,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        noStore(exchange);
        return setting(provider, person)
                .flatMap(setting ->
                        page(setting, SellerForm.of(setting.seller()), List.of(), done.equals("kept"), person, locale));
    }

    @PostMapping(SELLERS + "/{provider}")
    Mono<Rendering> say(
            @PathVariable UUID provider,
            @ModelAttribute SellerForm form,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        noStore(exchange);
        var faults = form.faults();
        return setting(provider, person)
                .flatMap(setting -> faults.isEmpty()
                        ? settings.say(provider, form.seller(), person.email()).thenReturn(to(provider, "?done=kept"))
                        : page(setting, form, faults, false, person, locale));
    }

    private Mono<Setting> setting(UUID provider, Person person) {
        return Mono.just(provider)
                .filter(DeskScope.of(person).providers()::contains)
                .flatMap(own -> settings.of(List.of(own)).next())
                .switchIfEmpty(notFound());
    }

    private Mono<Rendering> page(
            Setting setting, SellerForm form, List<Fault> faults, boolean kept, Person person, Locale locale) {
        return tabs.of("sellers", DeskScope.of(person), locale)
                .map(shown -> Rendering.view("checkout/desk-seller")
                        .status(faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("tabs", shown)
                        .modelAttribute("setting", setting)
                        .modelAttribute("form", form)
                        .modelAttribute("canBeByStripe", canBeByStripe)
                        .modelAttribute("faults", faults)
                        .modelAttribute("countries", Country.all(form.country(), locale))
                        .model(kept ? Map.of("kept", true) : Map.of())
                        .build());
    }

    private static Rendering to(UUID provider, String query) {
        return SeeOther.to("%s/%s%s".formatted(SELLERS, provider, query));
    }

    private static void noStore(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
    }
}
