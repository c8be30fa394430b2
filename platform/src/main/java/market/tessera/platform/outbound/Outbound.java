package market.tessera.platform.outbound;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.TimeoutException;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import market.tessera.platform.outbound.PublicAddresses.NotPublic;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Calls providers' systems. Follows no redirects, reads no long answers, waits for nobody for long, and goes nowhere but to the public
 * internet unless this is a sandbox.
 */
public final class Outbound {
    private static final int LONGEST_ADDRESS = 1_000;
    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final int AT_ONCE_PER_HOST = 16;
    private static final int WAITING = 1_000;

    private final WebClient client;
    private final OutboundProperties properties;

    Outbound(OutboundProperties properties) {
        this.properties = properties;
        var connections = ConnectionProvider.builder("outbound")
                .maxConnections(AT_ONCE_PER_HOST)
                .pendingAcquireMaxCount(WAITING)
                .maxIdleTime(Duration.ofSeconds(20))
                .build();
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)
                        .resolver(
                                properties.privateAddresses()
                                        ? DefaultAddressResolverGroup.INSTANCE
                                        : new PublicAddresses())
                        .responseTimeout(properties.timeout())
                        .followRedirect(false)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_ANSWER))
                .build();
    }

    /** What was answered, whatever the status. */
    public record Answer(int status, String body) {
        public boolean isGood() {
            return status / 100 == 2;
        }
    }

    /** The address, if it is one that may be called: absolute, with TLS, without a name and password; only for a host that has one. */
    public Optional<URI> address(@Nullable String typed) {
        if (typed == null || typed.isBlank() || typed.length() > LONGEST_ADDRESS) {
            return Optional.empty();
        }
        try {
            var address = new URI(typed.strip());
            var scheme = address.getScheme();
            var allowed = "https".equals(scheme) || (properties.privateAddresses() && "http".equals(scheme));
            return allowed
                            && address.getHost() != null
                            && address.getPort() <= HIGHEST_PORT
                            && address.getUserInfo() == null
                            && address.getFragment() == null
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** @return errors with {@link Unreachable} if there is no answer */
    public Mono<Answer> get(URI address) {
        return send(HttpMethod.GET, address, _ -> {}, "");
    }

    /** @return errors with {@link Unreachable} if there is no answer */
    public Mono<Answer> post(URI address, Consumer<HttpHeaders> headers, String body) {
        return send(HttpMethod.POST, address, headers, body);
    }

    /** The same way out, with the same limits, for a library that makes its calls itself; errors with {@link Unreachable} as well. */
    public WebClient client() {
        return client.mutate()
                .filter((request, next) -> address(request.url().toString()).isEmpty()
                        ? Mono.error(new Unreachable(
                                Reason.NOT_ALLOWED, String.valueOf(request.url().getHost()), null))
                        : next.exchange(request)
                                .timeout(properties.timeout())
                                .onErrorMap(Outbound::isOutage, failure -> unreachable(request.url(), failure)))
                .build();
    }

    private Mono<Answer> send(HttpMethod method, URI address, Consumer<HttpHeaders> headers, String body) {
        if (address(address.toString()).isEmpty()) {
            return Mono.error(new Unreachable(Reason.NOT_ALLOWED, String.valueOf(address.getHost()), null));
        }
        var request = client.method(method).uri(address).headers(headers);
        return (body.isEmpty() ? request : request.bodyValue(body))
                .exchangeToMono(Outbound::answer)
                .timeout(properties.timeout())
                .onErrorMap(Outbound::isOutage, failure -> unreachable(address, failure));
    }

    private static Mono<Answer> answer(ClientResponse response) {
        return response.bodyToMono(String.class)
                .defaultIfEmpty("")
                .map(text -> new Answer(response.statusCode().value(), text));
    }

    static boolean isOutage(Throwable failure) {
        return failure instanceof WebClientException
                || failure instanceof java.util.concurrent.TimeoutException
                || failure instanceof DataBufferLimitException;
    }

    static Unreachable unreachable(URI address, Throwable failure) {
        var causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .toList();
        var reason = causes.stream()
                .map(Outbound::reason)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(Reason.NO_ANSWER);
        return new Unreachable(reason, String.valueOf(address.getHost()), failure);
    }

    private static Optional<Reason> reason(Throwable cause) {
        return switch (cause) {
            case NotPublic _ -> Optional.of(Reason.NOT_ALLOWED);
            case UnknownHostException _ -> Optional.of(Reason.UNKNOWN_HOST);
            case ConnectTimeoutException _ -> Optional.of(Reason.TIMED_OUT);
            case TimeoutException _ -> Optional.of(Reason.TIMED_OUT);
            case java.util.concurrent.TimeoutException _ -> Optional.of(Reason.TIMED_OUT);
            case DataBufferLimitException _ -> Optional.of(Reason.TOO_LONG);
            default -> Optional.empty();
        };
    }
}
