package market.tessera.checkout.saleterms;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.checkout.saleterms.SaleTermsForm.Fault;
import market.tessera.checkout.saleterms.SaleTermsSettings.Setting;
import market.tessera.platform.identity.Person;
import market.tessera.platform.money.Money;
import market.tessera.platform.page.SeeOther;
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

/** What buyers may have before they have paid; each provider's own finance staff's alone, for it bears what is not paid. */
@Controller
class SaleTermsDesk {
    private static final String TERMS = "/checkout/desk/terms";

    private final SaleTermsSettings settings;
    private final DeskTabs tabs;

    SaleTermsDesk(SaleTermsSettings settings, DeskTabs tabs) {
        this.settings = settings;
        this.tabs = tabs;
    }

    /**
     * A provider's terms as the page shows them.
     *
     * @param outstanding what organisations owe it for places that they use already
     */
    record Entry(Setting setting, SaleTermsForm form, List<Fault> faults, List<Money> outstanding) {
        public List<String> wrong() {
            return faults.stream().map(Fault::field).toList();
        }

        /** The same, each by the name of its field on a page with several forms. */
        public List<Fault> summary() {
            return faults.stream()
                    .map(fault -> new Fault(fault.field() + "-" + setting.provider(), fault.message()))
                    .toList();
        }
    }

    /** @param done {@code kept} after a form was sent */
    @GetMapping(TERMS)
    Mono<Rendering> show(
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        var scope = DeskScope.of(person);
        return settings.of(scope.providers())
                .concatMap(setting -> entry(setting, SaleTermsForm.of(setting.terms()), List.of()))
                .collectList()
                .flatMap(entries -> page(entries, HttpStatus.OK, done.equals("kept"), scope, locale));
    }

    @PostMapping(TERMS + "/{provider}")
    Mono<Rendering> say(
            @PathVariable UUID provider,
            @ModelAttribute SaleTermsForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        var scope = DeskScope.of(person);
        var faults = form.faults();
        return Mono.just(provider)
                .filter(scope.providers()::contains)
                .flatMap(own -> settings.of(List.of(own)).next())
                .switchIfEmpty(notFound())
                .flatMap(setting -> faults.isEmpty()
                        ? settings.say(provider, form.terms(), person.email()).thenReturn(kept())
                        : entry(setting, form, faults)
                                .flatMap(entry ->
                                        page(List.of(entry), HttpStatus.UNPROCESSABLE_CONTENT, false, scope, locale)));
    }

    private Mono<Entry> entry(Setting setting, SaleTermsForm form, List<Fault> faults) {
        return settings.outstanding(setting.provider())
                .map(outstanding -> new Entry(setting, form, faults, outstanding));
    }

    private Mono<Rendering> page(List<Entry> entries, HttpStatus status, boolean kept, DeskScope scope, Locale locale) {
        return tabs.of("terms", scope, locale)
                .map(shown -> Rendering.view("checkout/desk-terms")
                        .status(status)
                        .modelAttribute("tabs", shown)
                        .modelAttribute("entries", entries)
                        .modelAttribute("kept", kept)
                        .build());
    }

    private static Rendering kept() {
        return SeeOther.to(TERMS + "?done=kept");
    }
}
