package market.tessera.checkout.books;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import market.tessera.checkout.books.LedgerSums.Moved;
import market.tessera.checkout.books.LedgerSums.Standing;
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
import reactor.core.publisher.Mono;

/** The market's month: how each account of the ledger stood, has moved and stands, in every currency; the operator's alone. */
@Controller
class LedgerPage {
    private static final String LEDGER = "/checkout/desk/ledger";
    private static final List<String> HEAD = List.of("account", "kind", "currency", "amount");

    private final LedgerSums sums;
    private final DeskTabs tabs;
    private final Clock clock;

    LedgerPage(LedgerSums sums, DeskTabs tabs, Clock clock) {
        this.sums = sums;
        this.tabs = tabs;
        this.clock = clock;
    }

    /** All accounts in one currency, by its name. */
    record Book(String currency, List<Standing> standings) {}

    /** @param month such as 2026-11; this one where it is none */
    @GetMapping(LEDGER)
    Mono<Rendering> show(
            @RequestParam(defaultValue = "") String month,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        var scope = DeskScope.ofOperator(person);
        var shown = Month.read(month, clock);
        return Mono.zip(sums.standings(shown.shown()).collectList(), tabs.of("ledger", scope, locale))
                .map(found -> Rendering.view("checkout/desk-ledger")
                        .modelAttribute("books", books(found.getT1(), locale))
                        .modelAttribute("tabs", found.getT2())
                        .model(shown.model(locale))
                        .build());
    }

    @GetMapping(value = LEDGER + ".csv", produces = "text/csv;charset=UTF-8")
    Mono<ResponseEntity<String>> csv(
            @RequestParam(defaultValue = "") String month, @AuthenticationPrincipal Person person) {
        DeskScope.ofOperator(person);
        var shown = Month.read(month, clock).shown();
        return sums.moved(shown)
                .collectList()
                .map(moved -> Csv.file(
                        "tessera-ledger-%s.csv".formatted(shown),
                        HEAD,
                        moved.stream().map(LedgerPage::row)));
    }

    private static List<Book> books(List<Standing> standings, Locale locale) {
        return standings.stream()
                .collect(Collectors.groupingBy(
                        standing -> standing.moved().currency().getDisplayName(locale),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(book -> new Book(book.getKey(), book.getValue()))
                .toList();
    }

    private static List<String> row(Moved moved) {
        return List.of(
                moved.account(),
                moved.kind(),
                moved.amount().currency().getCurrencyCode(),
                moved.amount().toMajorUnits().toPlainString());
    }
}
