package market.tessera.provider.keys;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import market.tessera.provider.access.KeyWish;
import market.tessera.provider.access.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to get a key.
 *
 * @param scopes keys of {@link Scope}
 * @param days until it expires; {@code never} for a key that lasts
 */
record KeyForm(
        @Nullable String label,
        @Nullable List<String> scopes,
        @Nullable String days) {
    static final List<String> DAYS = List.of("30", "90", "365", "never");
    private static final int LONGEST_LABEL = 80;

    static KeyForm blank() {
        return new KeyForm(null, List.of(), "365");
    }

    String name() {
        return Objects.requireNonNullElse(label, "").strip();
    }

    /** Those that there are; others are not offered on the page. */
    Set<Scope> chosen() {
        var typed = Objects.requireNonNullElse(scopes, List.<String>of());
        var chosen = EnumSet.noneOf(Scope.class);
        Arrays.stream(Scope.values())
                .filter(scope -> typed.contains(scope.key()))
                .forEach(chosen::add);
        return chosen;
    }

    String lasting() {
        return days != null && DAYS.contains(days) ? days : "365";
    }

    boolean isNamed() {
        return !name().isEmpty() && name().length() <= LONGEST_LABEL;
    }

    /** Whether it may do something, and not decide on what it writes. */
    boolean isSound() {
        return Scope.compatible(chosen());
    }

    KeyWish wish(UUID provider, UUID by, Instant now) {
        return new KeyWish(
                name(),
                provider,
                chosen(),
                by,
                lasting().equals("never") ? null : now.plus(Long.parseLong(lasting()), ChronoUnit.DAYS));
    }
}
