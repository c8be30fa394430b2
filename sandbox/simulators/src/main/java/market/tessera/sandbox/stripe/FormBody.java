package market.tessera.sandbox.stripe;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parameters as Stripe's API takes them: form-encoded, nested by brackets, such as {@code line_items[0][price_data][currency]}. */
record FormBody(Map<String, String> parameters) {

    static FormBody parse(String body) {
        return new FormBody(Arrays.stream(body.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> decode(pair[0]),
                        pair -> pair.length == 2 ? decode(pair[1]) : "",
                        (_, last) -> last,
                        TreeMap::new)));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** The same with one parameter more. */
    FormBody with(String name, String value) {
        var more = new TreeMap<>(parameters);
        more.put(name, value);
        return new FormBody(more);
    }

    /** @throws ApiError if it is missing */
    String required(String name) {
        return text(name).orElseThrow(() -> ApiError.missing(name));
    }

    /** @throws ApiError if it is not a whole number */
    Optional<Long> number(String name) {
        return text(name).map(value -> {
            if (!value.matches("-?\\d{1,18}")) {
                throw ApiError.invalid(name, "Invalid integer: " + value);
            }
            return Long.valueOf(value);
        });
    }

    /** What is nested below a name. */
    FormBody below(String name) {
        var prefix = name + "[";
        return new FormBody(parameters.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(prefix.length()).replaceFirst("]", ""),
                        Map.Entry::getValue,
                        (_, last) -> last,
                        TreeMap::new)));
    }

    /** The entries of a list. */
    List<FormBody> items(String name) {
        var items = new ArrayList<FormBody>();
        for (var item = below(name + "[0]");
                !item.parameters().isEmpty();
                item = below(name + "[" + items.size() + "]")) {
            items.add(item);
        }
        return items;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
