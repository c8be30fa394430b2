package market.tessera.provider.api;

import market.tessera.platform.problem.Parameters;
import org.springframework.web.server.ServerWebExchange;

/** The query parameters of a call. */
public final class CallParameters {
    private static final int LENGTH_OF_ID = 36;

    private CallParameters() {}

    /** With {@code provider} read, which every call may have: the scope has decided what it means. */
    public static Parameters of(ServerWebExchange exchange) {
        var parameters = new Parameters(exchange.getRequest().getQueryParams());
        parameters.text("provider", LENGTH_OF_ID);
        return parameters;
    }
}
