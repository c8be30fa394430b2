package market.tessera.checkout.lti;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import market.tessera.checkout.lti.KeySource.Published;
import market.tessera.checkout.lti.KeySource.Typed;
import market.tessera.platform.outbound.Outbound;
import market.tessera.platform.outbound.Unreachable;
import market.tessera.platform.outbound.Unreachable.Reason;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The tools' public keys, fetched from where they publish them and kept for a while; asked for once, however many wait for them. */
@Component
public class ToolKeys {
    /** So long a tool that did not answer is taken to be away. */
    private static final Duration AWAY = Duration.ofMillis(500);

    private final Outbound outbound;
    private final Clock clock;
    private final Map<URI, Known> known = new ConcurrentHashMap<>();
    private final Map<URI, Mono<JWKSet>> asked = new ConcurrentHashMap<>();

    ToolKeys(Outbound outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    private record Known(JWKSet keys, Instant fetchedAt) {}

    /**
     * The tool's keys, at most so old.
     *
     * @return errors with {@link Unreachable} if they have to be fetched and cannot be
     */
    public Mono<JWKSet> of(LtiTool tool, Duration maxAge) {
        return switch (tool.keys()) {
            case Typed(var set) -> Mono.defer(() -> parsed(set));
            case Published(var address) -> Mono.defer(() -> published(address, maxAge));
        };
    }

    private Mono<JWKSet> published(URI address, Duration maxAge) {
        var cached = known.get(address);
        return cached != null && cached.fetchedAt().plus(maxAge).isAfter(clock.instant())
                ? Mono.just(cached.keys())
                : asked.computeIfAbsent(address, this::asking);
    }

    private Mono<JWKSet> asking(URI address) {
        return fetch(address)
                .doOnNext(keys -> {
                    known.put(address, new Known(keys, clock.instant()));
                    asked.remove(address);
                })
                .cache(_ -> Duration.ZERO, _ -> AWAY, () -> Duration.ZERO);
    }

    private Mono<JWKSet> fetch(URI address) {
        return outbound.get(address).flatMap(answer -> {
            if (!answer.isGood()) {
                return Mono.error(new Unreachable(Reason.STATUS, Integer.toString(answer.status()), null));
            }
            return parsed(answer.body());
        });
    }

    private static Mono<JWKSet> parsed(String text) {
        try {
            var keys = JWKSet.parse(text);
            return keys.getKeys().stream().anyMatch(RSAKey.class::isInstance)
                    ? Mono.just(keys)
                    : Mono.error(new Unreachable(Reason.NO_KEYS));
        } catch (ParseException malformed) {
            return Mono.error(new Unreachable(Reason.MALFORMED, "", malformed));
        }
    }
}
