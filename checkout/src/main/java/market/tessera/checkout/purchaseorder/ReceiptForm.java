package market.tessera.checkout.purchaseorder;

import static market.tessera.platform.page.TypedText.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.tessera.checkout.purchaseorder.BookReceipt.Receipt;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Money on our bank's statement, as it is typed.
 *
 * @param what the number of an invoice or an order
 * @param amount in major units, such as {@code 1290.00}
 * @param receivedOn ISO 8601
 * @param reference by which the statement names it
 */
record ReceiptForm(
        @Nullable String what,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String receivedOn,
        @Nullable String reference) {
    private static final int LONGEST_REFERENCE = 140;
    private static final int LONGEST_NUMBER = 40;
    private static final int FIRST_YEAR = 2000;

    /** What is wrong with a field, as a key of the message that says it. */
    record Fault(String field, String message) {}

    static ReceiptForm empty(LocalDate today) {
        return new ReceiptForm(null, null, null, today.toString(), null);
    }

    List<Fault> faults(LocalDate today) {
        var faults = new ArrayList<Fault>();
        require(faults, "what", !text(what).isEmpty() && text(what).length() <= LONGEST_NUMBER);
        require(faults, "currency", given().isPresent());
        require(faults, "amount", given().isEmpty() || money().isPresent());
        require(faults, "receivedOn", day().filter(day -> !day.isAfter(today)).isPresent());
        require(
                faults,
                "reference",
                !text(reference).isEmpty() && text(reference).length() <= LONGEST_REFERENCE);
        return faults;
    }

    /** Of a form without faults. */
    Receipt receipt(String by) {
        return new Receipt(text(what), money().orElseThrow(), day().orElseThrow(), text(reference), by);
    }

    private Optional<Currency> given() {
        var code = text(currency).toUpperCase(Locale.ROOT);
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(code))
                .findFirst();
    }

    private Optional<Money> money() {
        return given().flatMap(known -> Money.typed(text(amount), known)).filter(money -> !money.isZero());
    }

    private Optional<LocalDate> day() {
        try {
            return Optional.of(LocalDate.parse(text(receivedOn))).filter(day -> day.getYear() >= FIRST_YEAR);
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static void require(List<Fault> faults, String field, boolean good) {
        if (!good) {
            faults.add(new Fault(field, "desk.bank.wrong." + field));
        }
    }
}
