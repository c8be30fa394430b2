package market.tessera.checkout.purchaseorder;

import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import market.tessera.checkout.purchaseorder.SendBack.Sent;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a person has sent back, or is about to.
 *
 * @param amount in minor units, as it was shown
 * @param reference by which our bank's statement names the transfer, as it is typed
 * @param page of the list that it stands on
 */
record SentForm(
        @Nullable Long amount,
        @Nullable String currency,
        @Nullable String reference,
        @Nullable Integer page) {
    private static final int LONGEST_REFERENCE = 140;

    /** Empty where it has no reference, or one that is too long, or its amount is none. */
    Optional<Sent> sent(String by) {
        return given().isEmpty() || given().length() > LONGEST_REFERENCE
                ? Optional.empty()
                : shown().map(money -> new Sent(money, given(), by));
    }

    Optional<Money> shown() {
        return amount == null || amount <= 0
                ? Optional.empty()
                : Currency.getAvailableCurrencies().stream()
                        .filter(known -> known.getCurrencyCode().equals(currency))
                        .findFirst()
                        .map(known -> new Money(amount, known));
    }

    String given() {
        return reference == null ? "" : reference.strip();
    }

    int owedPage() {
        return Objects.requireNonNullElse(page, 1);
    }
}
