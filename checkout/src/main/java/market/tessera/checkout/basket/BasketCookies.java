package market.tessera.checkout.basket;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a browser keeps of a basket: its unguessable name, out of reach of scripts, and the number that every page's header shows. */
@Component
public class BasketCookies {
    private static final String COUNT = "tessera_basket_count";
    private static final Duration KEPT = Duration.ofDays(60);

    private final Baskets baskets;
    private final boolean secure;

    BasketCookies(Baskets baskets, @Value("${tessera.identity.secure-cookies:true}") boolean secure) {
        this.baskets = baskets;
        this.secure = secure;
    }

    /** @param learner who is signed in, if anyone */
    public Visitor visitor(ServerWebExchange exchange, @Nullable UUID learner) {
        return new Visitor(basket(exchange).orElse(null), learner);
    }

    /** @param person who is signed in, if anyone */
    Visitor visitor(ServerWebExchange exchange, @Nullable Person person) {
        return visitor(exchange, person == null ? null : person.id());
    }

    void write(ServerWebExchange exchange, UUID basket) {
        exchange.getResponse()
                .addCookie(cookie(name(), basket.toString()).httpOnly(true).build());
    }

    /** Corrects the number that the header shows, if this browser's basket is the one that has changed. */
    public Mono<Void> recount(ServerWebExchange exchange, UUID basket) {
        return Mono.justOrEmpty(basket(exchange))
                .filter(basket::equals)
                .flatMap(baskets::count)
                .doOnNext(lines -> writeCount(exchange, lines))
                .then();
    }

    void writeCount(ServerWebExchange exchange, int lines) {
        exchange.getResponse()
                .addCookie(cookie(COUNT, String.valueOf(Math.min(lines, 999))).build());
    }

    private Optional<UUID> basket(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(name()))
                .map(HttpCookie::getValue)
                .filter(value -> value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UUID::fromString);
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value) {
        return ResponseCookie.from(name, value)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(KEPT);
    }

    private String name() {
        return (secure ? "__Host-" : "") + "tessera_basket";
    }
}
