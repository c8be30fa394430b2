package market.tessera.checkout.desk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.desk.Statements.Movement;
import market.tessera.platform.identity.Person;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A provider's month: what was sold and taken back, the market's part, what was paid, and what is owed by whom since the beginning. */
@Controller
class StatementPage {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

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
        var shown = month(month);
        var after = shown.plusMonths(1);
        return Mono.zip(
                        statements.movements(scope, shown).collectList(),
                        statements.balances(scope, shown).collectList(),
                        tabs.of("statement", scope, locale))
                .map(found -> Rendering.view("checkout/desk-statement")
                        .modelAttribute("movements", found.getT1())
                        .modelAttribute(
                                "summaries",
                                found.getT2().stream()
                                        .map(balance -> Summary.of(balance, found.getT1()))
                                        .toList())
                        .modelAttribute("tabs", found.getT3())
                        .modelAttribute("month", shown)
                        .modelAttribute("name", name(shown, locale))
                        .modelAttribute("before", shown.minusMonths(1))
                        .modelAttribute("beforeName", name(shown.minusMonths(1), locale))
                        .modelAttribute("after", after)
                        .modelAttribute("afterName", name(after, locale))
                        .modelAttribute("over", !after.isAfter(YearMonth.now(clock)))
                        .build());
    }

    @GetMapping(value = "/checkout/desk/statement.csv", produces = "text/csv;charset=UTF-8")
    Mono<ResponseEntity<String>> csv(
            @RequestParam(defaultValue = "") String month, @AuthenticationPrincipal Person person) {
        var shown = month(month);
        return statements
                .movements(DeskScope.of(person), shown)
                .collectList()
                .map(movements -> ResponseEntity.ok()
                        .contentType(CSV)
                        .cacheControl(CacheControl.noStore())
                        .headers(headers -> headers.setContentDisposition(ContentDisposition.attachment()
                                .filename("tessera-%s.csv".formatted(shown))
                                .build()))
                        .body(csv(movements)));
    }

    private YearMonth month(String text) {
        try {
            return text.isEmpty() ? YearMonth.now(clock) : YearMonth.parse(text);
        } catch (DateTimeException malformed) {
            return YearMonth.now(clock);
        }
    }

    /** Such as November 2026. */
    private static String name(YearMonth month, Locale locale) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(month);
    }

    private static String csv(List<Movement> movements) {
        var head = "time,institution,order,title,kind,currency,price,commission,share,paid";
        return Stream.concat(Stream.of(head), movements.stream().map(StatementPage::line))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String line(Movement movement) {
        return Stream.of(
                        movement.at().toString(),
                        movement.providerName(),
                        movement.orderNumber(),
                        movement.title(),
                        movement.key(),
                        movement.share().currency().getCurrencyCode(),
                        movement.price().toMajorUnits().toPlainString(),
                        movement.commission().toMajorUnits().toPlainString(),
                        movement.share().toMajorUnits().toPlainString(),
                        movement.paid().toMajorUnits().toPlainString())
                .map(StatementPage::cell)
                .collect(Collectors.joining(","));
    }

    /** Quoted where needed; what a spreadsheet would take for a formula is not one, except for numbers. */
    private static String cell(String text) {
        var safe = text.matches("(?s)[=+@\\t\\r-].*") && !text.matches("-?[0-9.]+") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
