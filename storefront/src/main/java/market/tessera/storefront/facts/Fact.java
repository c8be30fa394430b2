package market.tessera.storefront.facts;

import java.util.Optional;
import market.tessera.storefront.document.Basis;
import org.jspecify.annotations.Nullable;

/**
 * One fact as the component {@code fact} shows it.
 *
 * @param key cost, effort, level, credit, how, when, assessment, recognition or quality
 * @param value null where undisclosed
 * @param rule by which a derived value was worked out, as a sentence
 */
public record Fact(
        String key,
        @Nullable String value,
        @Nullable String detail,
        Basis basis,
        @Nullable String rule) {

    static Fact undisclosed(String key) {
        return new Fact(key, null, null, Basis.UNDISCLOSED, null);
    }

    static Fact stated(String key, String value, @Nullable String detail) {
        return new Fact(key, value, detail, Basis.STATED, null);
    }

    static Fact statedIfAny(String key, String value, @Nullable String detail) {
        return value.isEmpty() ? undisclosed(key) : stated(key, value, detail);
    }

    Fact derived(Optional<String> how) {
        return how.isEmpty() || basis == Basis.UNDISCLOSED
                ? this
                : new Fact(key, value, detail, Basis.DERIVED, how.get());
    }

    /** The component falls back to the label of the key. */
    public @Nullable String label() {
        return null;
    }
}
