package market.tessera.provider.publicform;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.Throttle;
import market.tessera.platform.identity.Vault;
import market.tessera.provider.staff.NetworkAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Tells people from programs without asking anybody else and without a script: a field that people do not see has to stay empty, a form is
 * not filled in within moments of being shown, is used once, and each network sends but a few within an hour.
 */
@Component
public class PublicForms {
    private static final String PLACE = "public form";
    private static final Duration SOONEST = Duration.ofSeconds(2);
    private static final Duration LATEST = Duration.ofHours(24);
    private static final int PER_NETWORK = 10;

    private final Vault vault;
    private final Throttle throttle;
    private final Clock clock;

    PublicForms(Vault vault, Throttle throttle, Clock clock) {
        this.vault = vault;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** Whether what came is taken for a person's. */
    public enum Verdict {
        PERSON,
        /** Nothing is done, and a program is not told. */
        ROBOT,
        /** The form is shown anew: it is too old, was used, or came back at once. */
        AGAIN,
        TOO_MANY
    }

    /** When and which: the value of a form's hidden field {@code stamp}. */
    public String stamp() {
        var id = UUID.randomUUID();
        var content = ByteBuffer.allocate(24)
                .putLong(clock.millis())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.seal(content, PLACE));
    }

    /**
     * @param stamp as the form brought it back
     * @param trap the field that people do not see
     */
    public Mono<Verdict> judge(@Nullable String stamp, @Nullable String trap, ServerWebExchange exchange) {
        if (trap != null && !trap.isEmpty()) {
            return Mono.just(Verdict.ROBOT);
        }
        var shown = shownAt(stamp);
        if (stamp == null || shown.isEmpty() || !fits(shown.get())) {
            return Mono.just(Verdict.AGAIN);
        }
        return throttle.take("form:network", NetworkAddress.of(exchange), PER_NETWORK)
                .flatMap(free -> free
                        ? throttle.take("form:stamp", stamp, 1).map(first -> first ? Verdict.PERSON : Verdict.AGAIN)
                        : Mono.just(Verdict.TOO_MANY));
    }

    private boolean fits(Instant shown) {
        var age = Duration.between(shown, clock.instant());
        return age.compareTo(SOONEST) >= 0 && age.compareTo(LATEST) <= 0;
    }

    private Optional<Instant> shownAt(@Nullable String stamp) {
        try {
            var sealed = Base64.getUrlDecoder().decode(stamp == null ? "" : stamp);
            return Optional.of(Instant.ofEpochMilli(
                    ByteBuffer.wrap(vault.open(sealed, PLACE)).getLong()));
        } catch (IllegalArgumentException | IllegalStateException | java.nio.BufferUnderflowException forged) {
            return Optional.empty();
        }
    }
}
