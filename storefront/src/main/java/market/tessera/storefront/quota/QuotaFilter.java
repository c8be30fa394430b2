package market.tessera.storefront.quota;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.quota.Buckets;
import market.tessera.platform.quota.Taken;
import market.tessera.storefront.account.Visitor;
import market.tessera.storefront.apikey.KnownKeys;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.NestedRuntimeException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts every request of the API, with a key against the key's quota, without one against the network's, and says in the answer what is left.
 * Looking up a key that was not seen lately counts against the network, so that nobody can try keys faster than ask without one.
 */
@Component
@Order(0)
@EnableConfigurationProperties(QuotaProperties.class)
final class QuotaFilter implements WebFilter {
    private static final String BEARER = "Bearer ";

    /** As controllers match addresses, whatever of them is written in percent signs. */
    private static final PathPattern API = PathPatternParser.defaultInstance.parse("/api/v1/**");

    private final Buckets buckets;
    private final KnownKeys keys;
    private final QuotaProperties properties;
    private final JsonMapper json;

    QuotaFilter(Clock clock, KnownKeys keys, QuotaProperties properties, JsonMapper json) {
        this.buckets = new Buckets(clock, properties.clients());
        this.keys = keys;
        this.properties = properties;
        this.json = json;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!API.matches(exchange.getRequest().getPath().pathWithinApplication())) {
            return chain.filter(exchange);
        }
        return key(exchange)
                .map(secret -> withKey(secret, exchange, chain))
                .orElseGet(() -> goOn(ofNetwork(exchange), exchange, chain));
    }

    private static Optional<String> key(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }

    private Mono<Void> withKey(String secret, ServerWebExchange exchange, WebFilterChain chain) {
        var recent = keys.recent(secret);
        if (recent.isPresent()) {
            return goOn(buckets.take(recent.get().toString(), properties.withKey()), exchange, chain);
        }
        var ofNetwork = ofNetwork(exchange);
        return ofNetwork.granted() ? look(secret, ofNetwork, exchange, chain) : goOn(ofNetwork, exchange, chain);
    }

    /** Without the database nobody can be told a good key from a bad one; reading goes on as without a key. */
    private Mono<Void> look(String secret, Taken ofNetwork, ServerWebExchange exchange, WebFilterChain chain) {
        return keys.find(secret)
                .map(key -> buckets.take(key.toString(), properties.withKey()))
                .map(taken -> goOn(taken, exchange, chain))
                .switchIfEmpty(Mono.fromSupplier(() -> refuseKey(ofNetwork, exchange)))
                .onErrorResume(
                        NestedRuntimeException.class, _ -> Mono.fromSupplier(() -> goOn(ofNetwork, exchange, chain)))
                .flatMap(Function.identity());
    }

    private Taken ofNetwork(ServerWebExchange exchange) {
        return buckets.take(Visitor.of(exchange).network(), properties.withoutKey());
    }

    private Mono<Void> goOn(Taken taken, ServerWebExchange exchange, WebFilterChain chain) {
        tell(taken, exchange);
        return taken.granted() ? chain.filter(exchange) : refuse(taken, exchange);
    }

    private static void tell(Taken taken, ServerWebExchange exchange) {
        var headers = exchange.getResponse().getHeaders();
        headers.set("RateLimit-Policy", taken.policy().header());
        headers.set("RateLimit", taken.header());
    }

    private Mono<Void> refuse(Taken taken, ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(taken.retryAfter()));
        var more = taken.policy().equals(properties.withoutKey()) ? " An API key allows more, see /developers." : "";
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-requests",
                        "Too many requests",
                        "More than %d requests in %d seconds.%s"
                                .formatted(
                                        taken.policy().quota(),
                                        taken.policy().window().toSeconds(),
                                        more))
                .answer(exchange, json);
    }

    private Mono<Void> refuseKey(Taken ofNetwork, ServerWebExchange exchange) {
        tell(ofNetwork, exchange);
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Tessera\"");
        return Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "no-valid-key",
                        "The API key is not valid",
                        "The API key is not valid, or was revoked. Reading the catalogue needs none.")
                .answer(exchange, json);
    }
}
