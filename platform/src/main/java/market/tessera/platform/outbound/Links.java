package market.tessera.platform.outbound;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a list goes on, as its server says it by the header {@code Link} (RFC 8288). */
final class Links {
    private static final Pattern LINK = Pattern.compile("<([^<>]*)>([^<]*)");
    private static final Pattern NEXT = Pattern.compile("(?i);\\s*rel\\s*=\\s*(\"[^\"]*\\bnext\\b[^\"]*\"|next\\b)");

    private Links() {}

    /** On the origin that the list came from: a token that was given for one is not carried to another. */
    static Optional<URI> next(List<String> headers, URI address) {
        return headers.stream()
                .flatMap(header -> LINK.matcher(header).results())
                .filter(link -> NEXT.matcher(link.group(2)).find())
                .map(link -> resolved(address, link.group(1)))
                .flatMap(Optional::stream)
                .filter(next -> Downloads.isSameOrigin(address, next))
                .findFirst();
    }

    private static Optional<URI> resolved(URI address, @Nullable String link) {
        try {
            return link == null ? Optional.empty() : Optional.of(address.resolve(link));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
