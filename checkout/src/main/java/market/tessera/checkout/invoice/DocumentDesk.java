package market.tessera.checkout.invoice;

import static market.tessera.platform.problem.Missing.notFound;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import market.tessera.checkout.desk.Csv;
import market.tessera.checkout.desk.DeskScope;
import market.tessera.checkout.desk.DeskTabs;
import market.tessera.checkout.desk.Month;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.paper.Sheet;
import market.tessera.platform.identity.Person;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was invoiced and credited, month by month: for each seller its own, for the operator everybody's. */
@Controller
class DocumentDesk {
    private static final String MONTH = "/checkout/desk/documents";
    private static final String ORDER = "/checkout/desk/orders/{id:[0-9a-f-]{36}}/documents";
    private static final String NUMBER = ORDER + "/{number:S[0-9C-]+}";
    private static final int MOST_LISTED = 1_000;
    private static final List<String> HEAD = List.of(
            "time",
            "institution",
            "kind",
            "number",
            "invoice",
            "order",
            "buyer",
            "buyerTaxId",
            "currency",
            "total",
            "tax");

    private final Documents documents;
    private final Papers papers;
    private final Orders orders;
    private final DeskTabs tabs;
    private final Clock clock;

    DocumentDesk(Documents documents, Papers papers, Orders orders, DeskTabs tabs, Clock clock) {
        this.documents = documents;
        this.papers = papers;
        this.orders = orders;
        this.tabs = tabs;
        this.clock = clock;
    }

    /** @param month such as 2026-11; this one where it is none */
    @GetMapping(MONTH)
    Mono<Rendering> month(
            @RequestParam(defaultValue = "") String month,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        noStore(exchange);
        var scope = DeskScope.of(person);
        var shown = Month.read(month, clock);
        return Mono.zip(
                        documents.issued(scope, shown.shown(), MOST_LISTED).collectList(),
                        tabs.of("documents", scope, locale))
                .map(found -> Rendering.view("checkout/desk-documents")
                        .modelAttribute("documents", found.getT1())
                        .modelAttribute("cut", found.getT1().size() == MOST_LISTED)
                        .modelAttribute("tabs", found.getT2())
                        .model(shown.model(locale))
                        .build());
    }

    @GetMapping(MONTH + ".csv")
    ResponseEntity<Flux<String>> csv(
            @RequestParam(defaultValue = "") String month, @AuthenticationPrincipal Person person) {
        var shown = Month.read(month, clock).shown();
        return Csv.stream(
                "documents-%s.csv".formatted(shown),
                HEAD,
                documents.all(DeskScope.of(person), shown).map(DocumentDesk::row));
    }

    private static List<String> row(Document document) {
        var buyer = document.content().buyer();
        return List.of(
                document.issuedAt().toString(),
                document.content().seller().name(),
                document.kind().key(),
                document.number(),
                Objects.requireNonNullElse(document.invoice(), ""),
                document.content().order(),
                Objects.requireNonNullElse(buyer.company(), buyer.name()),
                Objects.requireNonNullElse(buyer.taxId(), ""),
                document.total().currency().getCurrencyCode(),
                document.signedTotal().toMajorUnits().toPlainString(),
                document.statedTax()
                        .map(tax -> tax.toMajorUnits().toPlainString())
                        .orElse(""));
    }

    @GetMapping(ORDER)
    Mono<Rendering> ofOrder(@PathVariable UUID id, @AuthenticationPrincipal Person person, ServerWebExchange exchange) {
        noStore(exchange);
        var seen = seen(person);
        return order(id, person).flatMap(order -> papers.of(order, seen).map(found -> list(order, found)));
    }

    @GetMapping(NUMBER)
    Mono<Rendering> document(
            @PathVariable UUID id,
            @PathVariable String number,
            @AuthenticationPrincipal Person person,
            Locale locale,
            ServerWebExchange exchange) {
        noStore(exchange);
        var place = "/checkout/desk/orders/%s/documents".formatted(id);
        return sheet(id, number, person, locale)
                .map(sheet -> Papers.page(sheet, "desk-document", "%s/%s.pdf".formatted(place, number), place));
    }

    @GetMapping(NUMBER + ".pdf")
    Mono<ResponseEntity<byte[]>> file(
            @PathVariable UUID id, @PathVariable String number, @AuthenticationPrincipal Person person, Locale locale) {
        return Papers.file(sheet(id, number, person, locale), number);
    }

    private Mono<Sheet> sheet(UUID id, String number, Person person, Locale locale) {
        var seen = seen(person);
        return order(id, person)
                .flatMap(order -> papers.document(order, number, seen, locale))
                .switchIfEmpty(notFound());
    }

    /** For who has sold nothing of it an order does not exist. */
    private Mono<Order> order(UUID id, Person person) {
        var scope = DeskScope.of(person);
        return orders.find(id)
                .filter(order -> scope.everything()
                        || order.lines().stream()
                                .anyMatch(line -> scope.providers().contains(line.provider())))
                .switchIfEmpty(notFound());
    }

    private static Predicate<Document> seen(Person person) {
        var scope = DeskScope.of(person);
        return document -> scope.everything() || scope.providers().contains(document.seller());
    }

    private static Rendering list(Order order, List<Document> documents) {
        return Rendering.view("checkout/desk-order-documents")
                .modelAttribute("order", order)
                .modelAttribute("documents", documents)
                .build();
    }

    private static void noStore(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
    }
}
