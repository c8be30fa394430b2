package market.tessera.storefront.change;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where a reader of the changes goes on, as a word without meaning to it. */
@Component
public final class Since {
    static final int LONGEST = 80;
    /** No longer numbers than the database can hold. */
    private static final Pattern FORM = Pattern.compile("1:([0-9]{1,19}):([0-9]{1,18})");

    private final Changes changes;

    Since(Changes changes) {
        this.changes = changes;
    }

    /** After all that was told so far: what is searched from now on holds all of it. */
    public Mono<String> now() {
        return changes.end().map(Since::encoded);
    }

    static String encoded(Position position) {
        var text = "1:%s:%d".formatted(position.xid(), position.id());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty if it is not one of ours. */
    static Optional<Position> decoded(String word) {
        try {
            var parts = FORM.matcher(new String(Base64.getUrlDecoder().decode(word), StandardCharsets.US_ASCII));
            return parts.matches()
                    ? Optional.of(new Position(parts.group(1), Long.parseLong(parts.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
