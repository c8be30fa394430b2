package market.tessera.platform.problem;

import io.r2dbc.spi.R2dbcException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.platform.problem.Problem.Violation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What no PostgreSQL database keeps, such as a text with a null character or a time at the end of all days, is the sender's mistake (400), wherever
 * in a request it has come from.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnkeptValues implements WebFilter {
    private static final Logger LOG = LoggerFactory.getLogger(UnkeptValues.class);

    /** The codes of: character not in repertoire, untranslatable character, numeric value out of range, invalid datetime format, datetime overflow. */
    private static final Set<String> STATES = Set.of("22021", "22P05", "22003", "22007", "22008");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .onErrorMap(
                        failure -> failure instanceof DataAccessException refused && explain(refused),
                        UnkeptValues::problem);
    }

    /** Whether that is why the database has refused something. */
    static boolean explain(DataAccessException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof R2dbcException refusal
                        && STATES.contains(String.valueOf(refusal.getSqlState())));
    }

    static Problem problem(Throwable refused) {
        LOG.warn("A value cannot be kept: {}", refused.getMessage());
        return Problem.invalid(List.of(new Violation(
                null, null, "The request holds a null character, or a number or time beyond what can be kept")));
    }
}
