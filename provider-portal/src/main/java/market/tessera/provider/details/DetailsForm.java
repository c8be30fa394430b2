package market.tessera.provider.details;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.provider.Countries;
import market.tessera.provider.provider.ProviderProfile;
import market.tessera.provider.provider.ProviderProfile.Kind;
import market.tessera.provider.provider.RefundTerms;
import org.jspecify.annotations.Nullable;

/** What an institution says of itself, as it was typed. */
record DetailsForm(
        @Nullable String name,
        @Nullable String legalName,
        @Nullable String country,
        @Nullable String accreditation,
        @Nullable String kind,
        @Nullable String city,
        @Nullable String region,
        @Nullable String url,
        @Nullable String about,
        @Nullable String refundDays,
        @Nullable String refundText) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_PLACE = 100;
    private static final int LONGEST_ADDRESS = 2_000;
    private static final int LONGEST_ABOUT = 5_000;
    private static final int LONGEST_TERMS = 2_000;
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^\\s/$.?#\"<>][^\\s\"<>]*");
    private static final Pattern DAYS = Pattern.compile("\\d{0,3}");

    static DetailsForm of(ProviderProfile profile) {
        var refund = profile.refund();
        return new DetailsForm(
                profile.name(),
                profile.legalName(),
                profile.country(),
                profile.accreditation(),
                profile.kind() == null ? null : key(profile.kind()),
                profile.city(),
                profile.region(),
                profile.url(),
                profile.about(),
                refund == null || refund.days() == null ? null : refund.days().toString(),
                refund == null ? null : refund.text());
    }

    static String key(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Fields that cannot be taken as they are, in the order of the page. */
    List<String> mistakes() {
        var rights = new LinkedHashMap<String, Boolean>();
        rights.put("name", !text(name).isEmpty() && fits(name, LONGEST_NAME));
        rights.put("legalName", fits(legalName, LONGEST_NAME));
        rights.put("country", text(country).isEmpty() || Countries.knows(text(country)));
        rights.put("accreditation", fits(accreditation, LONGEST_LINE));
        rights.put("city", fits(city, LONGEST_PLACE));
        rights.put("region", fits(region, LONGEST_PLACE));
        rights.put(
                "url",
                text(url).isEmpty()
                        || (fits(url, LONGEST_ADDRESS)
                                && ADDRESS.matcher(text(url)).matches()));
        rights.put("about", fits(about, LONGEST_ABOUT));
        rights.put("refundDays", DAYS.matcher(text(refundDays)).matches());
        rights.put("refundText", fits(refundText, LONGEST_TERMS));
        return rights.entrySet().stream()
                .filter(field -> !field.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Of a form without mistakes; what the form does not have stays. */
    ProviderProfile profile(ProviderProfile was) {
        return new ProviderProfile(
                text(name),
                orNull(legalName),
                orNull(country),
                orNull(region),
                orNull(city),
                orNull(url),
                orNull(about),
                chosen(),
                orNull(accreditation),
                was.hue(),
                refund());
    }

    private @Nullable Kind chosen() {
        return Arrays.stream(Kind.values())
                .filter(one -> key(one).equals(text(kind)))
                .findFirst()
                .orElse(null);
    }

    private @Nullable RefundTerms refund() {
        var days = text(refundDays).isEmpty() ? null : Integer.valueOf(text(refundDays));
        return days == null && text(refundText).isEmpty() ? null : new RefundTerms(days, orNull(refundText));
    }

    /** What the operator vouches for, of which something has become something else: one line each. */
    static List<String> identity(ProviderProfile was, ProviderProfile is) {
        return Stream.of(
                        changed("Name", was.name(), is.name()),
                        changed("Legal name", was.legalName(), is.legalName()),
                        changed("Country", was.country(), is.country()),
                        changed("Accreditation", was.accreditation(), is.accreditation()))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String changed(String what, @Nullable String was, @Nullable String is) {
        return Objects.equals(was, is)
                ? ""
                : "%s: %s → %s".formatted(what, was == null ? "–" : was, is == null ? "–" : is);
    }

    private static boolean fits(@Nullable String typed, int longest) {
        return text(typed).length() <= longest;
    }

    private static @Nullable String orNull(@Nullable String typed) {
        var text = text(typed);
        return text.isEmpty() ? null : text;
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip().replace("\r\n", "\n");
    }
}
