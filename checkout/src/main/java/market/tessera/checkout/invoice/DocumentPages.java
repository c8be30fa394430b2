package market.tessera.checkout.invoice;

import static market.tessera.platform.problem.Missing.notFound;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderAccess;
import market.tessera.checkout.paper.Sheet;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A buyer's receipt, invoices and credit notes; for who may see the order, and who manages the organisation that it was placed for. */
@Controller
class DocumentPages {
    private static final String DOCUMENTS = "/orders/{id:[0-9a-f]{8}-[0-9a-f-]{27}}/documents";
    private static final String RECEIPT = DOCUMENTS + "/receipt";
    private static final String NUMBER = DOCUMENTS + "/{number:S[0-9C-]+}";
    private static final String FRAME = "document";

    private final OrderAccess access;
    private final Papers papers;

    DocumentPages(OrderAccess access, Papers papers) {
        this.access = access;
        this.papers = papers;
    }

    @GetMapping(DOCUMENTS)
    Mono<Rendering> all(
            @PathVariable UUID id, @AuthenticationPrincipal @Nullable Person person, ServerWebExchange exchange) {
        return find(id, person, exchange)
                .flatMap(order -> papers.of(order, _ -> true).map(documents -> list(order, documents, person)));
    }

    @GetMapping(RECEIPT)
    Mono<Rendering> receipt(
            @PathVariable UUID id,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale,
            ServerWebExchange exchange) {
        return receipt(find(id, person, exchange), locale).map(sheet -> page(id, sheet, "receipt"));
    }

    @GetMapping(RECEIPT + ".pdf")
    Mono<ResponseEntity<byte[]>> receiptFile(
            @PathVariable UUID id,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale,
            ServerWebExchange exchange) {
        return Papers.file(receipt(find(id, person, exchange), locale), "receipt");
    }

    @GetMapping(NUMBER)
    Mono<Rendering> document(
            @PathVariable UUID id,
            @PathVariable String number,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale,
            ServerWebExchange exchange) {
        return document(find(id, person, exchange), number, locale).map(sheet -> page(id, sheet, number));
    }

    @GetMapping(NUMBER + ".pdf")
    Mono<ResponseEntity<byte[]>> documentFile(
            @PathVariable UUID id,
            @PathVariable String number,
            @AuthenticationPrincipal @Nullable Person person,
            Locale locale,
            ServerWebExchange exchange) {
        return Papers.file(document(find(id, person, exchange), number, locale), number);
    }

    private Mono<Sheet> receipt(Mono<Order> order, Locale locale) {
        return order.flatMap(found -> papers.receipt(found, locale)).switchIfEmpty(notFound());
    }

    private Mono<Sheet> document(Mono<Order> order, String number, Locale locale) {
        return order.flatMap(found -> papers.document(found, number, _ -> true, locale))
                .switchIfEmpty(notFound());
    }

    private Mono<Order> find(UUID id, @Nullable Person person, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().setCacheControl(CacheControl.noStore());
        return access.findDocumented(id, person, exchange).switchIfEmpty(notFound());
    }

    /** Who manages the organisation that it was placed for comes from its page, and goes back there. */
    private static Rendering list(Order order, List<Document> documents, @Nullable Person person) {
        return Rendering.view("checkout/documents")
                .modelAttribute(
                        "own",
                        order.learner() == null
                                || (person != null && order.learner().equals(person.id())))
                .modelAttribute("order", order)
                .modelAttribute("documents", documents)
                .build();
    }

    private static Rendering page(UUID order, Sheet sheet, String name) {
        var place = "/orders/%s/documents".formatted(order);
        return Papers.page(sheet, FRAME, "%s/%s.pdf".formatted(place, name), place);
    }
}
