package market.tessera.provider.signin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where people go on to once they are signed in. */
public final class GoOn {
    private GoOn() {}

    /** Only pages for staff are gone on to: the portal's and the order desk's, whatever the address says. */
    public static String local(@Nullable String goOn) {
        return Optional.ofNullable(goOn)
                .filter(path -> path.matches("/(portal|checkout/desk)([/?][\\x21-\\x5b\\x5d-\\x7e]{0,500})?"))
                .filter(path -> !path.contains("/..") && !path.startsWith("/portal/sign-in"))
                .orElse("/portal");
    }
}
