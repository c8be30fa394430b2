package market.tessera.checkout.order;

import java.time.Duration;
import java.util.UUID;
import market.tessera.checkout.basket.Employers;
import market.tessera.checkout.order.OrderKeys.Purpose;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who may see an order: the learner whose account it is, or, while it is a guest's, who brings a key to it. For all others it does not exist; but its
 * documents exist for who manages the organisation that it was placed for, too.
 */
@Component
public class OrderAccess {
    private static final String COOKIE = "tessera_order";

    private final Orders orders;
    private final OrderKeys keys;
    private final Employers employers;
    private final boolean secure;

    OrderAccess(
            Orders orders,
            OrderKeys keys,
            Employers employers,
            @Value("${tessera.identity.secure-cookies:true}") boolean secure) {
        this.orders = orders;
        this.keys = keys;
        this.employers = employers;
        this.secure = secure;
    }

    public Mono<Order> find(UUID id, @Nullable Person person, ServerWebExchange exchange) {
        return orders.find(id, OrderKeys.hash(key(exchange)))
                .filter(order -> order.learner() == null
                        || (person != null && order.learner().equals(person.id())));
    }

    /** The same order, for who may see its receipt and its invoices. */
    public Mono<Order> findDocumented(UUID id, @Nullable Person person, ServerWebExchange exchange) {
        return find(id, person, exchange).switchIfEmpty(Mono.defer(() -> managed(id, person)));
    }

    private Mono<Order> managed(UUID id, @Nullable Person person) {
        return orders.find(id)
                .filterWhen(order -> order.organisation() == null || person == null
                        ? Mono.just(false)
                        : employers.isManagedBy(order.organisation(), person.id()));
    }

    /** True if the key opens the order; the browser then keeps it. */
    Mono<Boolean> unlock(UUID id, String key, ServerWebExchange exchange) {
        return opens(id, key).doOnNext(good -> {
            if (good) {
                remember(id, key, exchange);
            }
        });
    }

    /**
     * Lets the browser that has placed an order come back to it.
     *
     * @param issued key that opens it; null where another is needed
     */
    public Mono<Void> grant(UUID id, @Nullable String issued, ServerWebExchange exchange) {
        return Mono.justOrEmpty(issued)
                .switchIfEmpty(Mono.defer(() -> keys.issue(id)))
                .doOnNext(key -> remember(id, key, exchange))
                .then();
    }

    /** Whether it is a guest's order that was placed with this browser, which proves more than a link does that was mailed. */
    public Mono<Boolean> isBuyersBrowser(Order order, ServerWebExchange exchange) {
        var cookie = exchange.getRequest().getCookies().getFirst(COOKIE);
        return order.learner() != null || cookie == null
                ? Mono.just(false)
                : keys.isOfBuyer(cookie.getValue(), order.id());
    }

    /** Empty, which opens nothing, where the browser brings none. */
    private static String key(ServerWebExchange exchange) {
        var cookie = exchange.getRequest().getCookies().getFirst(COOKIE);
        return cookie == null ? "" : cookie.getValue();
    }

    private Mono<Boolean> opens(UUID id, String key) {
        return keys.order(key, Purpose.VIEW).map(id::equals).defaultIfEmpty(false);
    }

    private void remember(UUID id, String key, ServerWebExchange exchange) {
        exchange.getResponse()
                .addCookie(ResponseCookie.from(COOKIE, key)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .path("/orders/" + id)
                        .maxAge(Duration.ofDays(90))
                        .build());
    }
}
