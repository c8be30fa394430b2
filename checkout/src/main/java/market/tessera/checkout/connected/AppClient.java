package market.tessera.checkout.connected;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application, as it has registered itself: nobody has looked whether it is what it says.
 *
 * @param home its web site
 */
record AppClient(String id, String name, @Nullable String home, List<String> redirectUris) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int LONGEST = 500;

    /** Where an authorization may be sent: an https address, or a program on the learner's own device. */
    static boolean mayBeSentTo(String text) {
        try {
            var address = new URI(text);
            return text.length() <= LONGEST
                    && address.getHost() != null
                    && address.getFragment() == null
                    && address.getUserInfo() == null
                    && ("https".equals(address.getScheme())
                            || ("http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost())));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
