package market.tessera.checkout.lti;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** The tools' public keys, fetched from where they publish them and kept for a while. */
@Component
public class ToolKeys {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final WebClient client = WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(
                    HttpClient.create().responseTimeout(TIMEOUT).followRedirect(false)))
            .build();
    private final Map<URI, Known> known = new ConcurrentHashMap<>();
    private final Clock clock;

    ToolKeys(Clock clock) {
        this.clock = clock;
    }

    /**
     * The tool's keys, at most so old.
     *
     * @return errors with {@link ToolUnreachable} if they have to be fetched and cannot be
     */
    public Mono<JWKSet> of(LtiTool tool, Duration maxAge) {
        return Mono.defer(() -> {
            var cached = known.get(tool.jwksUrl());
            return cached != null && cached.fetchedAt().plus(maxAge).isAfter(clock.instant())
                    ? Mono.just(cached.keys())
                    : fetch(tool);
        });
    }

    private Mono<JWKSet> fetch(LtiTool tool) {
        return client.get()
                .uri(tool.jwksUrl())
                .retrieve()
                .bodyToMono(String.class)
                .timeout(TIMEOUT)
                .handle((text, sink) -> {
                    try {
                        sink.next(JWKSet.parse(text));
                    } catch (ParseException malformed) {
                        sink.error(new ToolUnreachable("Its key set is malformed", malformed));
                    }
                })
                .cast(JWKSet.class)
                .filter(keys -> !keys.isEmpty())
                .switchIfEmpty(Mono.error(() -> new ToolUnreachable("It publishes no keys", null)))
                .onErrorMap(ToolKeys::isOutage, outage -> new ToolUnreachable("Its keys do not answer", outage))
                .doOnNext(keys -> known.put(tool.jwksUrl(), new Known(keys, clock.instant())));
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof WebClientException || failure instanceof java.util.concurrent.TimeoutException;
    }

    private record Known(JWKSet keys, Instant fetchedAt) {}
}
