package market.tessera.provider.access;

import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import market.tessera.platform.quota.Buckets;
import market.tessera.platform.quota.Policy;
import market.tessera.platform.quota.Taken;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts what is asked with each key, and says in the answer what is left, as the search API does (draft-ietf-httpapi-ratelimit-headers-10). */
final class ApiQuota implements WebFilter {
    private static final int MOST_KEYS = 100_000;

    private final Buckets buckets = new Buckets(Clock.systemUTC(), MOST_KEYS);
    private final Policy policy;
    private final Refusals refusals;

    ApiQuota(Terms terms, Refusals refusals) {
        this.policy = new Policy("key", terms.requests(), terms.window());
        this.refusals = refusals;
    }

    /** How often one key may ask, by each instance of this application. */
    @Validated
    @ConfigurationProperties("portal.api-quota")
    record Terms(
            @DefaultValue("3000") @Min(1) int requests,
            @DefaultValue("1m") Duration window) {}

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getPrincipal)
                .ofType(ApiCaller.class)
                .map(caller -> buckets.take(caller.key().toString(), policy))
                .map(taken -> goOn(taken, exchange, chain))
                .defaultIfEmpty(Mono.defer(() -> chain.filter(exchange)))
                .flatMap(Function.identity());
    }

    private Mono<Void> goOn(Taken taken, ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getResponse().getHeaders();
        headers.set("RateLimit-Policy", policy.header());
        headers.set("RateLimit", taken.header());
        if (taken.granted()) {
            return chain.filter(exchange);
        }
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(taken.retryAfter()));
        return refusals.tooMany(exchange, policy);
    }
}
