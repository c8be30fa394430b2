package market.tessera.checkout.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import market.tessera.checkout.desk.DeskOrders.Row;
import market.tessera.checkout.desk.DeskTabs.Tab;
import market.tessera.platform.identity.Person;
import org.springframework.http.CacheControl;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The desk's lists: orders found or stuck. */
@Controller
class DeskPages {
    private static final int LONGEST_QUESTION = 254;
    private static final String SEARCH = "search";

    private final DeskOrders orders;
    private final DeskWords words;

    DeskPages(DeskOrders orders, DeskWords words) {
        this.orders = orders;
        this.words = words;
    }

    /**
     * @param question what to look for
     * @param list key of a trouble; the search where there is none of that name
     */
    @GetMapping("/checkout/desk")
    Mono<Rendering> list(
            @RequestParam(name = "find", defaultValue = "") String question,
            @RequestParam(defaultValue = "") String list,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        var scope = DeskScope.of(person);
        var trouble = Arrays.stream(Trouble.values())
                .filter(known -> known.key().equals(list) && (scope.everything() || !known.isOperatorsAlone()))
                .findFirst();
        var asked = question.substring(0, Math.min(question.length(), LONGEST_QUESTION));
        return trouble.map(stuck -> orders.stuck(scope, stuck))
                .orElseGet(() -> orders.search(scope, asked))
                .collectList()
                .zipWith(orders.troubles(scope))
                .map(found -> list(
                        found.getT1(),
                        words.tabs(found.getT2(), trouble.map(Trouble::key).orElse(SEARCH), scope, locale),
                        trouble.map(Trouble::key).orElse(SEARCH),
                        asked));
    }

    private static Rendering list(List<Row> rows, List<Tab> tabs, String list, String question) {
        return Rendering.view("checkout/desk")
                .modelAttribute("rows", rows)
                .modelAttribute("question", question)
                .modelAttribute("tabs", tabs)
                .modelAttribute("list", list)
                .modelAttribute("cut", rows.size() == DeskOrders.MOST)
                .build();
    }
}
