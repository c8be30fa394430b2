package market.tessera.storefront.searchlog;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words of a query as they are counted: in one spelling, never long, and not at all if they may say who was asking. */
final class QueryText {
    static final int LONGEST = 80;

    /** Addresses of mail and of pages, and numbers as long as a telephone's or an identity's. */
    private static final Pattern TELLING = Pattern.compile("@|://|www\\.|(?:\\d[\\s./()-]{0,2}){6,}");

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]+");

    private QueryText() {}

    /** Empty if nothing may be kept. */
    static Optional<String> of(String typed) {
        var text = BLANK.matcher(typed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        if (TELLING.matcher(text).find()) {
            return Optional.empty();
        }
        return Optional.of(
                text.length() <= LONGEST
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST) - 1)));
    }
}
