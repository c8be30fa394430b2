package market.tessera.checkout.books;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import market.tessera.checkout.books.Statements.Movement;
import market.tessera.checkout.desk.Csv;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.checkout.desk.Month;
import market.tessera.platform.identity.Person;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A provider's month: what was sold and taken back, the market's part, what was paid, and what is owed by whom since the beginning. */
@Controller
class StatementPage {
    private static final List<String> HEAD = List.of(
            "time", "institution", "order", "title", "kind", "currency", "price", "commission", "tax", "share", "paid");

    private static final int MOST_LISTED = 500;

    private final Statements statements;
    private final DeskTabs tabs;
    private final Clock clock;

    StatementPage(Statements statements, DeskTabs tabs, Clock clock) {
        this.statements = statements;
        this.tabs = tabs;
        this.clock = clock;
    }

    /** @param month such as 2026-11; this one where it is none */
    @GetMapping("/checkout/desk/statement")
    Mono<Rendering> show(
            @RequestParam(defaultValue = "") String month,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        var scope = DeskScope.of(person);
        var shown = Month.read(month, clock);
        return Mono.zip(
                        statements
                                .movements(scope, shown.shown(), MOST_LISTED, 0)
                                .collectList(),
                        summaries(scope, shown),
                        tabs.of("statement", scope, locale))
                .map(found -> Rendering.view("checkout/desk-statement")
                        .modelAttribute("movements", found.getT1())
                        .modelAttribute("cut", found.getT1().size() == MOST_LISTED)
                        .modelAttribute("summaries", found.getT2())
                        .modelAttribute("tabs", found.getT3())
                        .model(shown.model(locale))
                        .build());
    }

    @GetMapping(value = "/checkout/desk/statement.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<Flux<String>> csv(
            @RequestParam(defaultValue = "") String month, @AuthenticationPrincipal Person person) {
        var shown = Month.read(month, clock).shown();
        return Csv.stream(
                "tessera-%s.csv".formatted(shown),
                HEAD,
                statements.all(DeskScope.of(person), shown).map(StatementPage::row));
    }

    private Mono<List<Summary>> summaries(DeskScope scope, Month month) {
        return statements
                .moved(scope, month.shown())
                .collectList()
                .flatMap(moved -> statements
                        .balances(scope, month.shown())
                        .map(balance -> Summary.of(balance, moved))
                        .collectList());
    }

    private static List<String> row(Movement movement) {
        return List.of(
                movement.at().toString(),
                movement.providerName(),
                movement.orderNumber(),
                movement.title(),
                movement.key(),
                movement.share().currency().getCurrencyCode(),
                movement.price().toMajorUnits().toPlainString(),
                movement.commission().toMajorUnits().toPlainString(),
                movement.tax().toMajorUnits().toPlainString(),
                movement.share().toMajorUnits().toPlainString(),
                movement.paid().toMajorUnits().toPlainString());
    }
}
