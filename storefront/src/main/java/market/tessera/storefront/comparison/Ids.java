package market.tessera.storefront.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/**
 * The ids of an address: with commas, or repeated as a form sends them.
 *
 * @param offerings that are compared
 * @param intakes by which they are; an offering without one is compared by its next
 */
record Ids(List<String> offerings, List<String> intakes) {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static Ids of(MultiValueMap<String, String> parameters) {
        return new Ids(all(parameters, "ids"), all(parameters, "intakes"));
    }

    private static List<String> all(MultiValueMap<String, String> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> value != null)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    boolean areTooMany() {
        return offerings.size() > Compare.MOST || intakes.size() > Compare.MOST;
    }

    /** Whether they are as many as can be compared, and ids. */
    boolean areFine() {
        return !areTooMany() && offerings.size() >= Compare.FEWEST && areIds(offerings) && areIds(intakes);
    }

    static boolean areIds(List<String> ids) {
        return ids.stream().allMatch(id -> UUID.matcher(id).matches());
    }
}
