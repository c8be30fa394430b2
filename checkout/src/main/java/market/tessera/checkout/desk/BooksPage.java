package market.tessera.checkout.desk;

import java.util.Locale;
import java.util.Map;
import market.tessera.checkout.reconciliation.Reconcile;
import market.tessera.checkout.reconciliation.Reconciliations;
import market.tessera.platform.identity.Person;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where our books and Stripe's differ; for the operator. */
@Controller
class BooksPage {
    private final Reconciliations reconciliations;
    private final Reconcile reconcile;
    private final DeskTabs tabs;

    BooksPage(Reconciliations reconciliations, Reconcile reconcile, DeskTabs tabs) {
        this.reconciliations = reconciliations;
        this.reconcile = reconcile;
        this.tabs = tabs;
    }

    @GetMapping("/checkout/desk/books")
    Mono<Rendering> show(@AuthenticationPrincipal Person person, Locale locale, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return tabs.of("books", DeskScope.ofOperator(person), locale)
                .zipWith(reconciliations.newest().singleOptional())
                .map(found -> Rendering.view("checkout/desk-books")
                        .modelAttribute("tabs", found.getT1())
                        .model(found.getT2()
                                .map(newest -> Map.of("books", newest))
                                .orElse(Map.of()))
                        .build());
    }

    @PostMapping("/checkout/desk/books")
    Mono<Rendering> compare(@AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        return reconcile
                .lately()
                .thenReturn(Rendering.redirectTo("/checkout/desk/books")
                        .status(HttpStatus.SEE_OTHER)
                        .build());
    }
}
