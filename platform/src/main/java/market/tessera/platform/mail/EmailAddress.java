package market.tessera.platform.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address in the one form in which accounts know it: trimmed and in lower case. Providers that tell letter case apart exist on paper
 * only, and two accounts that differ by case would be a trap.
 */
public record EmailAddress(String text) {
    private static final int LONGEST = 254;

    /** Empty if mail could not be sent to it. */
    public static Optional<EmailAddress> parse(@Nullable String typed) {
        var text = typed == null ? "" : typed.strip().toLowerCase(Locale.ROOT);
        return isDeliverable(text) ? Optional.of(new EmailAddress(text)) : Optional.empty();
    }

    /** What follows the {@code @}. */
    public String domain() {
        return text.substring(text.lastIndexOf('@') + 1);
    }

    private static boolean isDeliverable(String text) {
        try {
            var address = new InternetAddress(text, true);
            return text.length() <= LONGEST
                    && text.equals(address.getAddress())
                    && text.matches("[^\\s\"]+@[^\\s@.]+(\\.[^\\s@.]+)+");
        } catch (AddressException malformed) {
            return false;
        }
    }
}
