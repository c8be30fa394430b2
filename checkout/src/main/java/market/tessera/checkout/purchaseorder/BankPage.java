package market.tessera.checkout.purchaseorder;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The page of bank transfers, as they stand now. */
@Component
class BankPage {
    private static final int LAST_PAGE = 10_000;

    private final BankBooks books;
    private final MoneyBack back;
    private final DeskTabs tabs;
    private final Clock clock;

    BankPage(BankBooks books, MoneyBack back, DeskTabs tabs, Clock clock) {
        this.books = books;
        this.back = back;
        this.tabs = tabs;
        this.clock = clock;
    }

    /**
     * @param words what is said beside, and whatever was typed, in place of an empty form
     * @param page of what is to be sent back; the first is 1
     */
    Mono<Rendering> of(HttpStatus status, Map<String, ?> words, int page, DeskScope scope, Locale locale) {
        var owedPage = Math.clamp(page, 1, LAST_PAGE);
        return Mono.zip(
                        books.unpaid().collectList(),
                        back.owed(owedPage).collectList(),
                        books.byHand().collectList(),
                        books.newest().collectList(),
                        tabs.of("bank", scope, locale))
                .map(found -> Rendering.view("checkout/desk-bank")
                        .status(status)
                        .modelAttribute("form", ReceiptForm.empty(today()))
                        .modelAttribute("faults", List.of())
                        .modelAttribute("unpaid", found.getT1())
                        .modelAttribute(
                                "owed",
                                found.getT2().stream().limit(MoneyBack.PAGE).toList())
                        .modelAttribute("owedPage", owedPage)
                        .modelAttribute("owedMore", found.getT2().size() > MoneyBack.PAGE)
                        .modelAttribute("byHand", found.getT3())
                        .modelAttribute("newest", found.getT4())
                        .modelAttribute("tabs", found.getT5())
                        .model(words)
                        .build());
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }
}
