package market.tessera.platform.problem;

import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A database that does not answer is nobody's mistake and passes: 503 with {@code Retry-After}, on pages as in the API, one line in the log. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Outages implements WebFilter {
    /** Seconds after which it is worth asking again. */
    static final String LATER = "30";

    private final OutageLog log = new OutageLog(LoggerFactory.getLogger(Outages.class), "Whoever needs the database");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).onErrorMap(Outages::isOutage, outage -> {
            exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, LATER);
            return unavailable(outage);
        });
    }

    /** The answer to a request that the outage has met. */
    Problem unavailable(Throwable outage) {
        log.failed(outage);
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                "Part of Tessera does not answer",
                "Part of Tessera does not answer right now. Nothing was changed; try again in a minute.");
    }

    static boolean isOutage(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof CannotCreateTransactionException;
    }
}
