package market.tessera.platform.problem;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A body that is larger than this application reads is the sender's mistake (413), also where a filter meets it before any controller. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OversizedBodies implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLarge -> new ResponseStatusException(
                                HttpStatus.CONTENT_TOO_LARGE, "The body is too large", tooLarge));
    }
}
