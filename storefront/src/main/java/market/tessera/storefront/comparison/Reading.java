package market.tessera.storefront.comparison;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import market.tessera.storefront.document.Basis;
import org.jspecify.annotations.Nullable;

/**
 * What one offering says of one element.
 *
 * @param rank less is better; null where nothing is objectively better, or not known to be
 */
record Reading(
        @Nullable Object value,
        @Nullable String text,
        @Nullable String detail,
        Basis basis,
        @Nullable String rule,
        @Nullable Long rank) {

    static final Reading UNDISCLOSED = new Reading(null, null, null, Basis.UNDISCLOSED, null, null);

    static Reading stated(Object value, String text) {
        return new Reading(value, text, null, Basis.STATED, null, null);
    }

    static Reading ofText(@Nullable String text) {
        return text == null || text.isEmpty() ? UNDISCLOSED : stated(text, text);
    }

    static Reading ofTexts(List<String> texts) {
        return texts.isEmpty() ? UNDISCLOSED : stated(texts, String.join("; ", texts));
    }

    Reading withDetail(@Nullable String other) {
        return new Reading(value, text, other, basis, rule, rank);
    }

    /** @param how the sentence by which it was derived, if it was */
    Reading derived(Basis basis, Optional<String> how) {
        return this.basis == Basis.UNDISCLOSED ? this : new Reading(value, text, detail, basis, how.orElse(null), rank);
    }

    Reading ranked(@Nullable Long rank) {
        return new Reading(value, text, detail, basis, rule, rank);
    }

    /** Whether people read the same of both; how it is known does not count. */
    boolean readsAs(Reading other) {
        return Objects.equals(text, other.text) && Objects.equals(detail, other.detail);
    }

    boolean isDisclosed() {
        return basis != Basis.UNDISCLOSED;
    }
}
