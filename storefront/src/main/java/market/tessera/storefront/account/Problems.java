package market.tessera.storefront.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form, by field, in the order of the fields. */
public final class Problems {
    private final Map<String, String> byField = new LinkedHashMap<>();

    /** One line of the summary above a form. */
    public record Problem(String field, String message) {}

    /** @param message for the person who filled in the form */
    public Problems add(String field, String message) {
        byField.putIfAbsent(field, message);
        return this;
    }

    public boolean none() {
        return byField.isEmpty();
    }

    public @Nullable String of(String field) {
        return byField.get(field);
    }

    public List<Problem> all() {
        return byField.entrySet().stream()
                .map(entry -> new Problem(entry.getKey(), entry.getValue()))
                .toList();
    }
}
