package market.tessera.checkout.placing;

import java.util.Optional;
import market.tessera.checkout.tax.TaxId;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer wants to stand on invoices, beside the learner's name; each part may be left out.
 *
 * @param company who pays
 * @param address in as many lines as it has
 * @param taxId as the country that gave it writes it
 */
record Billing(
        @Nullable String company,
        @Nullable String address,
        @Nullable String taxId) {
    static final Billing NONE = new Billing(null, null, null);

    /** As it was typed, without what is empty. */
    static Billing typed(@Nullable String company, @Nullable String address, @Nullable String taxId) {
        return new Billing(
                given(company).orElse(null),
                given(address).orElse(null),
                given(taxId).map(TaxId::plain).orElse(null));
    }

    /** Whether the tax id, if there is one, looks like one. */
    boolean hasGoodTaxId() {
        return taxId == null || TaxId.looksRight(taxId);
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(stripped -> !stripped.isEmpty());
    }
}
