package market.tessera.checkout.order;

import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.basket.BasketCookies;
import market.tessera.checkout.order.Payments.Page;
import market.tessera.platform.identity.Person;
import market.tessera.platform.page.SeeOther;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** An order as its buyer sees it, from the way to the payment page to every place confirmed. */
@Controller
class OrderPages {
    private static final String NOT_CANCELLED = "not-cancelled";
    private static final String MOVED = "moved";
    private static final String ORDER = "/orders/{id:[0-9a-f]{8}-[0-9a-f-]{27}}";

    private final OrderAccess access;
    private final Orders orders;
    private final Payments payments;
    private final OnInvoice onInvoice;
    private final BasketCookies cookies;
    private final Clock clock;

    OrderPages(
            OrderAccess access,
            Orders orders,
            Payments payments,
            OnInvoice onInvoice,
            BasketCookies cookies,
            Clock clock) {
        this.access = access;
        this.orders = orders;
        this.payments = payments;
        this.onInvoice = onInvoice;
        this.cookies = cookies;
        this.clock = clock;
    }

    @GetMapping("/orders")
    Mono<Rendering> all(@AuthenticationPrincipal Person person) {
        return orders.ofLearner(person.id())
                .collectList()
                .map(found -> Rendering.view("checkout/orders")
                        .modelAttribute("orders", found)
                        .build());
    }

    /**
     * @param key from a mailed link; it moves into a cookie, out of the address
     * @param done what was just tried: to cancel it, in vain; to move a place of it to another intake
     */
    @GetMapping(ORDER)
    Mono<Rendering> show(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(defaultValue = "") String done,
            @AuthenticationPrincipal @Nullable Person person,
            ServerWebExchange exchange) {
        return key == null
                ? find(id, person, exchange)
                        .delayUntil(order -> cookies.recount(exchange, order.basket()))
                        .flatMap(order -> access.isBuyersBrowser(order, exchange)
                                .flatMap(correctable -> page(order, done, correctable)))
                : access.unlock(id, key, exchange).thenReturn(toOrder(id));
    }

    /** On the way to the payment company. A page of its own, because a form may not be redirected to another site. */
    @GetMapping(ORDER + "/payment")
    Mono<Rendering> pay(
            @PathVariable UUID id, @AuthenticationPrincipal @Nullable Person person, ServerWebExchange exchange) {
        return find(id, person, exchange)
                .flatMap(order -> order.status() == Order.Status.PENDING
                        ? payments.open(order).map(page -> onTheWay(order, page))
                        : Mono.just(toOrder(id)));
    }

    /** Where the payment company sends the buyer back to. */
    @GetMapping(ORDER + "/return")
    Mono<Rendering> back(
            @PathVariable UUID id, @AuthenticationPrincipal @Nullable Person person, ServerWebExchange exchange) {
        return find(id, person, exchange)
                .delayUntil(order -> order.status() == Order.Status.PENDING ? payments.refresh(id) : Mono.<Void>empty())
                .delayUntil(order -> cookies.recount(exchange, order.basket()))
                .thenReturn(toOrder(id));
    }

    @PostMapping(ORDER + "/cancellation")
    Mono<Rendering> cancel(
            @PathVariable UUID id, @AuthenticationPrincipal @Nullable Person person, ServerWebExchange exchange) {
        return find(id, person, exchange)
                .filter(order -> order.status() == Order.Status.PENDING)
                .flatMap(this::withdraw)
                .defaultIfEmpty(true)
                .map(cancelled -> cancelled ? toOrder(id) : toOrder(id + "?done=" + NOT_CANCELLED));
    }

    /** False if somebody has a place of it, so that it can not be cancelled. */
    private Mono<Boolean> withdraw(Order order) {
        return order.purchaseOrder() == null
                ? payments.withdraw(order.id()).thenReturn(true)
                : onInvoice.withdraw(order.id());
    }

    private Mono<Order> find(UUID id, @Nullable Person person, ServerWebExchange exchange) {
        return access.find(id, person, exchange)
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    /** @param correctable whether its e-mail address is a guest's to put right */
    private Mono<Rendering> page(Order order, String done, boolean correctable) {
        var purchaseOrder = order.purchaseOrder();
        if (purchaseOrder != null) {
            return onInvoice
                    .received(order)
                    .map(received -> page(
                            order,
                            words(order, purchaseOrder),
                            Map.of(
                                    "received",
                                    received,
                                    "notCancelled",
                                    done.equals(NOT_CANCELLED) && order.isUsable())));
        }
        return words(order)
                .map(words -> page(order, words, Map.of("correctable", correctable, "moved", done.equals(MOVED))));
    }

    private Mono<String> words(Order order) {
        return switch (order.status()) {
            case PENDING -> payments.isUnderway(order.id()).map(underway -> underway ? "UNDERWAY" : "PENDING");
            case EXPIRED -> payments.wasPayable(order.id()).map(payable -> payable ? "EXPIRED" : "UNPAYABLE");
            case CANCELLED, PAID, REFUNDED -> Mono.just(order.status().name());
            case FULFILLED ->
                Mono.just(order.isMoving() ? "MOVING" : order.status().name());
        };
    }

    /** Of an order on invoice; what is paid is like any other. */
    private static String words(Order order, PurchaseOrder purchaseOrder) {
        return switch (order.status()) {
            case PENDING -> purchaseOrder.credit() ? "CREDIT" : "INVOICED";
            case EXPIRED, CANCELLED -> "INVOICE_ENDED";
            case PAID, FULFILLED, REFUNDED -> order.status().name();
        };
    }

    private Rendering page(Order order, String words, Map<String, Object> more) {
        return Rendering.view("checkout/order")
                .modelAttribute("order", order)
                .modelAttribute("words", words)
                .model(more)
                .modelAttribute("returnable", !order.returnable(clock.instant()).isEmpty())
                .modelAttribute(
                        "movable",
                        order.returnable(clock.instant()).stream()
                                .filter(line -> !line.selfPaced() && order.organisation() == null)
                                .map(OrderLine::id)
                                .toList())
                .modelAttribute(
                        "minutesLeft", Math.max(0, clock.instant().until(order.expiresAt(), ChronoUnit.MINUTES)))
                .build();
    }

    private static Rendering onTheWay(Order order, Page page) {
        return switch (page) {
            case Page.Open(URI address) ->
                Rendering.view("checkout/on-the-way")
                        .modelAttribute("order", order)
                        .modelAttribute("address", address.toString())
                        .build();
            case Page.Settled() -> toOrder(order.id());
            case Page.Unavailable() ->
                Rendering.view("checkout/word")
                        .status(HttpStatus.SERVICE_UNAVAILABLE)
                        .modelAttribute("words", "payment.unavailable")
                        .modelAttribute("onward", "/orders/" + order.id() + "/payment")
                        .build();
        };
    }

    private static Rendering toOrder(UUID id) {
        return toOrder(id.toString());
    }

    private static Rendering toOrder(String path) {
        return SeeOther.to("/orders/" + path);
    }
}
