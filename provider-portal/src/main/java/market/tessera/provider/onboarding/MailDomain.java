package market.tessera.provider.onboarding;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import market.tessera.platform.mail.EmailAddress;
import org.jspecify.annotations.Nullable;

/** A domain that an institution has for its mail, in lower case ASCII; not one where anybody can have an address. */
record MailDomain(String text) {
    private static final int LONGEST = 253;
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Set<String> OF_EVERYBODY = Set.of(
            "aol.com",
            "example.com",
            "fastmail.com",
            "gmail.com",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "googlemail.com",
            "hotmail.com",
            "icloud.com",
            "live.com",
            "mail.com",
            "mail.ru",
            "me.com",
            "msn.com",
            "outlook.com",
            "proton.me",
            "protonmail.com",
            "qq.com",
            "t-online.de",
            "web.de",
            "yahoo.com",
            "yandex.ru",
            "zoho.com",
            "163.com");

    /** Also of a web address, or of an e-mail address. */
    static Optional<MailDomain> parse(@Nullable String typed) {
        var host = (typed == null ? "" : typed.strip())
                .replaceFirst("(?i)^https?://", "")
                .replaceFirst("^.*@", "")
                .replaceFirst("[/:?#].*$", "")
                .replaceFirst("(?i)^www\\.", "");
        try {
            var ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return ascii.length() <= LONGEST && NAME.matcher(ascii).matches() && !OF_EVERYBODY.contains(ascii)
                    ? Optional.of(new MailDomain(ascii))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Whether mail to the address proves something about the domain. */
    boolean has(EmailAddress address) {
        return address.domain().equals(text) || address.domain().endsWith("." + text);
    }
}
