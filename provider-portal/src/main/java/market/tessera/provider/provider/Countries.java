package market.tessera.provider.provider;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Countries to choose from, by ISO 3166-1 alpha-2. */
public final class Countries {
    private static final Set<String> CODES = Set.of(Locale.getISOCountries());

    private Countries() {}

    public static boolean knows(String code) {
        return CODES.contains(code);
    }

    /** By name, after an empty choice; as {@code selectField} takes them. */
    public static List<Map<String, Object>> options(String chosen, Locale locale) {
        return Stream.concat(
                        Stream.of(Map.<String, Object>of("value", "", "label", "", "selected", chosen.isEmpty())),
                        byName(chosen, locale))
                .toList();
    }

    private static Stream<Map<String, Object>> byName(String chosen, Locale locale) {
        return Arrays.stream(Locale.getISOCountries())
                .map(code -> Map.<String, Object>of(
                        "value",
                        code,
                        "label",
                        Locale.of("", code).getDisplayCountry(locale),
                        "selected",
                        code.equals(chosen)))
                .sorted(Comparator.comparing(option -> String.valueOf(option.get("label"))));
    }
}
