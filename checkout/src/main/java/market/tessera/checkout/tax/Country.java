package market.tessera.checkout.tax;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A country as it can be chosen.
 *
 * @param value ISO 3166-1, two letters
 * @param label its name in the reader's words
 */
public record Country(String value, String label, boolean selected) {
    private static final Set<String> KNOWN = Set.of(Locale.getISOCountries());

    /** All of them, by name. */
    public static List<Country> all(@Nullable String chosen, Locale locale) {
        return Arrays.stream(Locale.getISOCountries())
                .map(code -> new Country(code, name(code, locale), code.equals(chosen)))
                .sorted(Comparator.comparing(Country::label))
                .toList();
    }

    /** As it is kept; empty where it is none. */
    public static Optional<String> typed(@Nullable String code) {
        return Optional.ofNullable(code)
                .map(text -> text.strip().toUpperCase(Locale.ROOT))
                .filter(KNOWN::contains);
    }

    public static String name(String code, Locale locale) {
        return Locale.of("", code).getDisplayCountry(locale);
    }
}
