package market.tessera.checkout.ags;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;

/** Tokens as they arrive. */
final class Jwts {
    private Jwts() {}

    /** The token, unless the text is none; nothing is verified. */
    static Optional<SignedJWT> parse(String text) {
        try {
            return Optional.of(SignedJWT.parse(text));
        } catch (ParseException malformed) {
            return Optional.empty();
        }
    }
}
