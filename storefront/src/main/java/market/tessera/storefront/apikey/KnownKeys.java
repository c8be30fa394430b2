package market.tessera.storefront.apikey;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import market.tessera.platform.identity.Token;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Valid keys that were seen a moment ago, so that not every request asks the database. A revoked key works that moment longer. */
@Component
public final class KnownKeys {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int MOST = 10_000;

    private final Map<ByteBuffer, Known> known = new ConcurrentHashMap<>();
    private final ApiKeys keys;
    private final Clock clock;

    KnownKeys(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    private record Known(UUID key, Instant until) {}

    /** Without asking anybody. */
    public Optional<UUID> recent(String secret) {
        return Optional.ofNullable(known.get(hash(secret)))
                .filter(found -> found.until().isAfter(clock.instant()))
                .map(Known::key);
    }

    /** Empty if it is not valid. */
    public Mono<UUID> find(String secret) {
        return keys.use(secret).doOnNext(key -> remember(secret, key));
    }

    private void remember(String secret, UUID key) {
        var now = clock.instant();
        if (known.size() >= MOST) {
            known.values().removeIf(each -> !each.until().isAfter(now));
        }
        if (known.size() < MOST) {
            known.put(hash(secret), new Known(key, now.plus(FRESH)));
        }
    }

    private static ByteBuffer hash(String secret) {
        return ByteBuffer.wrap(new Token(secret).hash());
    }
}
