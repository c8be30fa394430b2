package market.tessera.platform.problem;

import java.util.List;
import market.tessera.platform.problem.Problem.Violation;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Control characters in names of parameters and headers are the sender's mistake (400). Spring Security refuses them when somebody looks at
 * them, which is wherever that happens to be.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class GarbledRequests implements WebFilter {
    static Problem problem() {
        return Problem.invalid(List.of(new Violation(
                null, null, "The name of a parameter or a header holds characters that cannot be in one")));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).onErrorMap(ServerExchangeRejectedException.class, _ -> problem());
    }
}
