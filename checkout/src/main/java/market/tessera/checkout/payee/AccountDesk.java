package market.tessera.checkout.payee;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.checkout.stripe.StripeFailure;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a provider's finance staff open the account they are paid into, and see how it stands. */
@Controller
class AccountDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AccountDesk.class);
    private static final String ACCOUNTS = "/checkout/desk/account";

    private final FollowAccount follow;
    private final Payees payees;
    private final DeskTabs tabs;

    AccountDesk(FollowAccount follow, Payees payees, DeskTabs tabs) {
        this.follow = follow;
        this.payees = payees;
        this.tabs = tabs;
    }

    @GetMapping(ACCOUNTS)
    Mono<Rendering> show(@AuthenticationPrincipal Person person, Locale locale, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return page(DeskScope.of(person), locale, null);
    }

    @PostMapping(ACCOUNTS + "/{provider}")
    Mono<Rendering> open(@PathVariable UUID provider, @AuthenticationPrincipal Person person, Locale locale) {
        var scope = scope(provider, person);
        return follow.open(provider, person.email())
                .switchIfEmpty(notFound())
                .map(_ -> SeeOther.to("%s/%s/onboarding".formatted(ACCOUNTS, provider)))
                .onErrorResume(StripeFailure.class, failure -> failed(provider, failure, scope, locale));
    }

    /** On the way to the company's page. A page of its own, because a form may not be redirected to another site; also where a used link leads. */
    @GetMapping(ACCOUNTS + "/{provider}/onboarding")
    Mono<Rendering> onboarding(
            @PathVariable UUID provider,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        var scope = scope(provider, person);
        return follow.onward(provider)
                .map(onward -> Rendering.view("checkout/desk-onboarding")
                        .modelAttribute("address", onward.address().toString())
                        .modelAttribute("filledIn", onward.filledIn())
                        .build())
                .defaultIfEmpty(SeeOther.to(ACCOUNTS))
                .onErrorResume(StripeFailure.class, failure -> failed(provider, failure, scope, locale));
    }

    /** Where the company sends people back to, whatever they have done there. */
    @GetMapping(ACCOUNTS + "/{provider}/return")
    Mono<Rendering> back(@PathVariable UUID provider, @AuthenticationPrincipal Person person, Locale locale) {
        var scope = scope(provider, person);
        return follow.look(provider)
                .thenReturn(SeeOther.to(ACCOUNTS))
                .onErrorResume(StripeFailure.class, failure -> failed(provider, failure, scope, locale));
    }

    private Mono<Rendering> failed(UUID provider, StripeFailure failure, DeskScope scope, Locale locale) {
        LOG.error("The account of provider {} could not be brought further: {}", provider, failure.getMessage());
        return page(
                scope,
                locale,
                switch (failure) {
                    case StripeFailure.Outage _ -> "outage";
                    case StripeFailure.Refusal _ -> "refused";
                });
    }

    private Mono<Rendering> page(DeskScope scope, Locale locale, @Nullable String failure) {
        return Mono.zip(
                        payees.of(scope.providers()).collectList(),
                        tabs.of("account", scope, locale),
                        payees.balances(scope.providers()).collectList())
                .map(found -> Rendering.view("checkout/desk-account")
                        .status(failure == null ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                        .modelAttribute("payees", found.getT1())
                        .modelAttribute("tabs", found.getT2())
                        .modelAttribute("balances", found.getT3())
                        .model(failure == null ? Map.of() : Map.of("failure", failure))
                        .build());
    }

    /** An account is its provider's own affair: not even the operator opens one for it. */
    private static DeskScope scope(UUID provider, Person person) {
        var scope = DeskScope.of(person);
        if (!scope.providers().contains(provider)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return scope;
    }
}
