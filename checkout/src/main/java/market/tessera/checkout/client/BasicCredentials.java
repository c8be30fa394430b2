package market.tessera.checkout.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user name and a password as HTTP carries them (RFC 7617). */
public record BasicCredentials(String user, String password) {
    private static final String SCHEME = "Basic ";
    private static final int LONGEST = 1_000;

    /** Nothing where the header is none of that kind. */
    public static Optional<BasicCredentials> read(@Nullable String header) {
        if (header == null || header.length() > LONGEST || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            var text = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** As clients of OAuth 2 write them: each part encoded as in a form (RFC 6749, section 2.3.1). */
    public Optional<BasicCredentials> decoded() {
        try {
            return Optional.of(new BasicCredentials(
                    URLDecoder.decode(user, StandardCharsets.UTF_8),
                    URLDecoder.decode(password, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "BasicCredentials[" + user + "]";
    }
}
