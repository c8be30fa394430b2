package market.tessera.storefront.results;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriUtils;

/** A path with parameters, from which addresses that differ a little are made. */
record Address(String path, MultiValueMap<String, String> parameters) {

    Address with(String name, String value) {
        var changed = copy();
        changed.set(name, value);
        return new Address(path, changed);
    }

    Address without(String name) {
        var changed = copy();
        changed.remove(name);
        return new Address(path, changed);
    }

    /** Keeps the parameter's other values. */
    Address without(String name, String value) {
        var changed = copy();
        changed.computeIfPresent(name, (_, values) -> {
            var others = values.stream().filter(other -> !other.equals(value)).toList();
            return others.isEmpty() ? null : others;
        });
        return new Address(path, changed);
    }

    @Override
    public String toString() {
        var query = parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private MultiValueMap<String, String> copy() {
        var copy = new LinkedMultiValueMap<String, String>();
        parameters.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return copy;
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8).replace("%20", "+");
    }
}
