package market.tessera.storefront.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/** The ids of an address: with commas, or repeated as a form sends them. */
final class Ids {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Ids() {}

    static List<String> of(MultiValueMap<String, String> parameters) {
        return parameters.getOrDefault("ids", List.of()).stream()
                .filter(value -> value != null)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    static boolean areIds(List<String> ids) {
        return ids.stream().allMatch(id -> UUID.matcher(id).matches());
    }
}
