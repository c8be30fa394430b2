package market.tessera.storefront.api;

import java.util.Set;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives what the API reads an entity tag made of its content, and answers 304 to those who have it already. What brings a tag of its own is let
 * through as it is.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class EntityTags implements WebFilter {
    /** Whoever asks for the headers alone gets those of the answer. */
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        return READING.contains(request.getMethod())
                        && request.getPath().value().startsWith("/api/")
                ? chain.filter(exchange.mutate().response(new Tagged(exchange)).build())
                : chain.filter(exchange);
    }

    private static final class Tagged extends ServerHttpResponseDecorator {
        private final ServerWebExchange exchange;

        Tagged(ServerWebExchange exchange) {
            super(exchange.getResponse());
            this.exchange = exchange;
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            return HttpStatus.OK.equals(getStatusCode()) && getHeaders().getETag() == null
                    ? DataBufferUtils.join(body).flatMap(this::writeTagged)
                    : super.writeWith(body);
        }

        private Mono<Void> writeTagged(DataBuffer content) {
            var bytes = new byte[content.readableByteCount()];
            content.read(bytes).readPosition(0);
            var tag = "\"" + DigestUtils.md5DigestAsHex(bytes) + "\"";
            getHeaders().setCacheControl("public, max-age=0, must-revalidate");
            if (exchange.checkNotModified(tag)) {
                DataBufferUtils.release(content);
                getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
                return setComplete();
            }
            ServerHttpResponse response = getDelegate();
            return response.writeWith(Mono.just(content));
        }
    }
}
