package market.tessera.checkout.writeoff;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.platform.identity.Person;
import market.tessera.platform.money.Money;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What institutions owe the market; the operator decides what is written off. */
@Controller
class DebtDesk {
    private static final String DEBTS = "/checkout/desk/debts";
    private static final int LONGEST_REASON = 500;

    private final WriteOffs writeOffs;
    private final DeskTabs tabs;

    DebtDesk(WriteOffs writeOffs, DeskTabs tabs) {
        this.writeOffs = writeOffs;
        this.tabs = tabs;
    }

    /** @param amount in minor units, as it was shown */
    record WriteOffForm(
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable String reason) {

        String givenReason() {
            return reason == null ? "" : reason.strip();
        }

        Optional<Money> shown() {
            return amount == null || amount <= 0
                    ? Optional.empty()
                    : Currency.getAvailableCurrencies().stream()
                            .filter(known -> known.getCurrencyCode().equals(currency))
                            .findFirst()
                            .map(known -> new Money(amount, known));
        }
    }

    /** @param done how an attempt to write off ended: the last part of the key of its words */
    @GetMapping(DEBTS)
    Mono<Rendering> show(
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return page(done, HttpStatus.OK, DeskScope.ofOperator(person), locale);
    }

    @PostMapping(DEBTS + "/{provider}")
    Mono<Rendering> write(
            @PathVariable UUID provider,
            @ModelAttribute WriteOffForm form,
            @AuthenticationPrincipal Person person,
            Locale locale) {
        var scope = DeskScope.ofOperator(person);
        var reason = form.givenReason();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            return page("reason", HttpStatus.UNPROCESSABLE_CONTENT, scope, locale);
        }
        return Mono.justOrEmpty(form.shown())
                .flatMap(amount -> writeOffs.write(provider, amount, reason, person.email()))
                .filter(written -> written)
                .map(_ -> SeeOther.to(DEBTS + "?done=written"))
                .switchIfEmpty(Mono.defer(() -> page("changed", HttpStatus.CONFLICT, scope, locale)));
    }

    private Mono<Rendering> page(String done, HttpStatus status, DeskScope scope, Locale locale) {
        return Mono.zip(
                        writeOffs.debts().collectList(),
                        writeOffs.newest().collectList(),
                        tabs.of("debts", scope, locale))
                .map(found -> Rendering.view("checkout/desk-debts")
                        .status(status)
                        .modelAttribute("debts", found.getT1())
                        .modelAttribute("written", found.getT2())
                        .modelAttribute("tabs", found.getT3())
                        .model(done.matches("written|changed|reason") ? Map.of("done", done) : Map.of())
                        .build());
    }
}
