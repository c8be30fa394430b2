package market.tessera.platform.identity;

import java.util.regex.Pattern;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Takes the CSRF token of an upload from its address, where the form puts it, so that nothing of a file is read, and no disk filled, before it is
 * known who sends it. The token is masked anew in every page and worth nothing without the cookie beside it.
 */
public final class UploadTokens implements ServerCsrfTokenRequestHandler {
    private final ServerCsrfTokenRequestHandler masked = new XorServerCsrfTokenRequestAttributeHandler();
    private final Pattern uploads;

    /** @param uploads the paths that files are sent to */
    public UploadTokens(String uploads) {
        this.uploads = Pattern.compile(uploads);
    }

    @Override
    public void handle(ServerWebExchange exchange, Mono<CsrfToken> token) {
        masked.handle(exchange, token);
    }

    @Override
    public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken token) {
        var given = exchange.getRequest().getQueryParams().getFirst(token.getParameterName());
        return given == null
                        || !uploads.matcher(exchange.getRequest().getPath().value())
                                .matches()
                ? masked.resolveCsrfTokenValue(exchange, token)
                : masked.resolveCsrfTokenValue(
                        exchange.mutate()
                                .request(request -> request.headers(all -> all.set(token.getHeaderName(), given)))
                                .build(),
                        token);
    }
}
