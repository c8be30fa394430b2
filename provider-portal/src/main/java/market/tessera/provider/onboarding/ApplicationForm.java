package market.tessera.provider.onboarding;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import market.tessera.platform.identity.PersonName;
import market.tessera.platform.mail.EmailAddress;
import market.tessera.provider.provider.Countries;
import org.jspecify.annotations.Nullable;

/**
 * What was typed to apply.
 *
 * @param stamp see {@link market.tessera.provider.publicform.PublicForms}
 * @param website the field that people do not see
 */
record ApplicationForm(
        @Nullable String legalName,
        @Nullable String name,
        @Nullable String country,
        @Nullable String registration,
        @Nullable String accreditation,
        @Nullable String quality,
        @Nullable String domain,
        @Nullable String contact,
        @Nullable String email,
        @Nullable String stamp,
        @Nullable String website) {
    static final int LONGEST_NAME = 200;
    static final int LONGEST_LINE = 500;
    static final int LONGEST_TEXT = 4_000;
    private static final int SHORTEST_TEXT = 40;

    static ApplicationForm blank() {
        return new ApplicationForm(null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Names of the fields that cannot be taken as they are. */
    List<String> mistakes() {
        var mistakes = new ArrayList<String>();
        check(mistakes, "legalName", fits(legalName, 2, LONGEST_NAME));
        check(mistakes, "name", trimmed(name).length() <= LONGEST_NAME);
        check(mistakes, "country", Countries.knows(trimmed(country)));
        check(mistakes, "registration", fits(registration, 2, LONGEST_LINE));
        check(mistakes, "accreditation", fits(accreditation, 2, LONGEST_LINE));
        check(mistakes, "quality", fits(quality, SHORTEST_TEXT, LONGEST_TEXT));
        var ownDomain = MailDomain.parse(domain);
        var address = EmailAddress.parse(email);
        check(mistakes, "domain", ownDomain.isPresent());
        check(mistakes, "contact", PersonName.parse(contact).isPresent());
        check(
                mistakes,
                "email",
                address.isPresent()
                        && ownDomain.map(own -> own.has(address.get())).orElse(true));
        return mistakes;
    }

    private static void check(List<String> mistakes, String field, boolean right) {
        if (!right) {
            mistakes.add(field);
        }
    }

    private static boolean fits(@Nullable String typed, int shortest, int longest) {
        var length = trimmed(typed).length();
        return length >= shortest && length <= longest;
    }

    static String trimmed(@Nullable String typed) {
        return Objects.requireNonNullElse(typed, "").strip();
    }

    /** The name that learners see: the legal one unless another is given. */
    String shownName() {
        return trimmed(name).isEmpty() ? trimmed(legalName) : trimmed(name);
    }
}
