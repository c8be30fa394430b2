package market.tessera.checkout.seller;

import static market.tessera.platform.problem.Missing.notFound;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.checkout.seller.SellerForm.Fault;
import market.tessera.checkout.seller.SellerSettings.Setting;
import market.tessera.checkout.seller.TaxRates.Meant;
import market.tessera.checkout.seller.TaxRates.Rate;
import market.tessera.checkout.tax.Country;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A provider's table of tax rates, and which offerings are of which kind; its own finance staff's alone. */
@Controller
@RequestMapping("/checkout/desk/sellers/{provider}/rates")
class RateDesk {
    private static final String DONE = "added|ended|sorted|unsorted|not-ended";
    private static final int LONGEST_TITLE = 300;

    private final SellerSettings settings;
    private final TaxRates rates;
    private final DeskTabs tabs;
    private final Clock clock;

    RateDesk(SellerSettings settings, TaxRates rates, DeskTabs tabs, Clock clock) {
        this.settings = settings;
        this.rates = rates;
        this.tabs = tabs;
        this.clock = clock;
    }

    /**
     * An offering with its kind, as it is typed.
     *
     * @param offering its title, or its page's address
     */
    record SortForm(@Nullable String offering, @Nullable String kind) {
        static final SortForm EMPTY = new SortForm(null, null);

        String slug() {
            var typed = offering == null ? "" : offering.strip();
            var address = typed.replaceFirst("[?#].*", "").replaceFirst("/$", "");
            return address.contains("/offerings/") ? address.replaceFirst(".*/offerings/", "") : typed;
        }
    }

    /** What is shown beside the table: forms as they were typed, and what is wrong with them. */
    private record Typed(RateForm rate, SortForm sort, List<Fault> faults) {}

    @GetMapping
    Mono<Rendering> show(
            @PathVariable UUID provider,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return setting(provider, person)
                .flatMap(setting -> page(setting, untouched(), done.matches(DONE) ? done : "", person, locale));
    }

    @PostMapping
    Mono<Rendering> add(
            @PathVariable UUID provider,
            @ModelAttribute RateForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        var faults = form.faults();
        return setting(provider, person)
                .flatMap(setting -> faults.isEmpty()
                        ? rates.add(
                                        provider,
                                        form.givenCountry(),
                                        form.givenKind(),
                                        form.rule(),
                                        form.givenDay(),
                                        person.email())
                                .flatMap(added -> added
                                        ? Mono.just(to(provider, "added"))
                                        : page(setting, full(form), "", person, locale))
                        : page(setting, new Typed(form, SortForm.EMPTY, faults), "", person, locale));
    }

    @PostMapping("/{rate}/end")
    Mono<Rendering> end(@PathVariable UUID provider, @PathVariable long rate, @AuthenticationPrincipal Person person) {
        return setting(provider, person)
                .flatMap(_ -> rates.end(provider, rate, person.email()))
                .map(ended -> to(provider, ended ? "ended" : "not-ended"));
    }

    /** One that is of no kind any more is taxed like all others. */
    @PostMapping("/offerings/{offering}/removal")
    Mono<Rendering> unsort(
            @PathVariable UUID provider, @PathVariable UUID offering, @AuthenticationPrincipal Person person) {
        return setting(provider, person)
                .flatMap(_ -> rates.sort(provider, offering, null))
                .thenReturn(to(provider, "unsorted"));
    }

    @PostMapping("/offerings")
    Mono<Rendering> sort(
            @PathVariable UUID provider,
            @ModelAttribute SortForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        return setting(provider, person)
                .flatMap(setting -> rates.of(provider)
                        .mapNotNull(Rate::kind)
                        .any(known -> known.equals(form.kind()))
                        .flatMap(known -> known
                                ? sort(setting, form, person, locale)
                                : wrong(setting, form, "sort-kind", "desk.rates.wrong.sort.kind", person, locale)));
    }

    private Mono<Rendering> sort(Setting setting, SortForm form, Person person, Locale locale) {
        var slug = form.slug();
        return rates.meant(setting.provider(), slug.substring(0, Math.min(slug.length(), LONGEST_TITLE)))
                .collectList()
                .flatMap(meant -> switch (meant.size()) {
                    case 0 -> wrong(setting, form, "offering", "desk.rates.wrong.offering", person, locale);
                    case 1 -> sort(setting, meant.getFirst(), form);
                    default -> wrong(setting, form, "offering", "desk.rates.wrong.several", person, locale);
                });
    }

    private Mono<Rendering> sort(Setting setting, Meant meant, SortForm form) {
        return rates.sort(setting.provider(), meant.offering(), Objects.requireNonNull(form.kind()))
                .thenReturn(to(setting.provider(), "sorted"));
    }

    private Mono<Rendering> wrong(
            Setting setting, SortForm form, String field, String message, Person person, Locale locale) {
        var typed = new Typed(RateForm.empty(today()), form, List.of(new Fault(field, message)));
        return page(setting, typed, "", person, locale);
    }

    private Typed untouched() {
        return new Typed(RateForm.empty(today()), SortForm.EMPTY, List.of());
    }

    private static Typed full(RateForm form) {
        return new Typed(form, SortForm.EMPTY, List.of(new Fault("kind", "desk.rates.wrong.full")));
    }

    private Mono<Setting> setting(UUID provider, Person person) {
        return Mono.just(provider)
                .filter(DeskScope.of(person).providers()::contains)
                .flatMap(own -> settings.of(List.of(own)).next())
                .switchIfEmpty(notFound());
    }

    private Mono<Rendering> page(Setting setting, Typed typed, String done, Person person, Locale locale) {
        return Mono.zip(
                        rates.of(setting.provider()).collectList(),
                        rates.sorted(setting.provider()).collectList(),
                        tabs.of("sellers", DeskScope.of(person), locale))
                .map(found -> Rendering.view("checkout/desk-rates")
                        .status(typed.faults().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("setting", setting)
                        .modelAttribute("rates", found.getT1())
                        .modelAttribute("general", general(setting))
                        .modelAttribute("kinds", kinds(found.getT1()))
                        .modelAttribute("sorted", found.getT2())
                        .modelAttribute("tabs", found.getT3())
                        .modelAttribute("form", typed.rate())
                        .modelAttribute("sort", typed.sort())
                        .modelAttribute("faults", typed.faults())
                        .modelAttribute("countries", Country.all(typed.rate().country(), locale))
                        .modelAttribute("names", names(found.getT1(), locale))
                        .model(done.isEmpty() ? Map.of() : Map.of("done", done))
                        .build());
    }

    /** What counts where no row does, as if it were one. */
    private static Rate general(Setting setting) {
        return new Rate(0, null, null, setting.seller().tax(), LocalDate.EPOCH, "");
    }

    private static List<String> kinds(List<Rate> rates) {
        return rates.stream()
                .flatMap(rate -> Optional.ofNullable(rate.kind()).stream())
                .distinct()
                .toList();
    }

    /** Of the countries in the table. */
    private static Map<String, String> names(List<Rate> rates, Locale locale) {
        return rates.stream()
                .flatMap(rate -> Optional.ofNullable(rate.country()).stream())
                .distinct()
                .collect(Collectors.toMap(code -> code, code -> Country.name(code, locale)));
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    private static Rendering to(UUID provider, String done) {
        return SeeOther.to("/checkout/desk/sellers/%s/rates?done=%s".formatted(provider, done));
    }
}
