package market.tessera.platform.identity;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a {@code return} parameter may send a browser: to a page of this site and nowhere else. */
public final class LocalPath {
    /** Printable ASCII without what browsers read as {@code /} or URI templates as variables; never two slashes at the start. */
    private static final Pattern SAFE = Pattern.compile("/(?!/)[\\x21-\\x7e&&[^\\\\{}<>\"|^`]]{0,1500}");

    private LocalPath() {}

    /** The path and query if they stay on this site, otherwise the fallback. */
    public static String of(@Nullable String candidate, String fallback) {
        return candidate != null && SAFE.matcher(candidate).matches() && parses(candidate) ? candidate : fallback;
    }

    private static boolean parses(String candidate) {
        try {
            return URI.create(candidate).getRawAuthority() == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
