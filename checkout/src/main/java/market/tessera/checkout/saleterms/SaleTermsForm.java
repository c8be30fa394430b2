package market.tessera.checkout.saleterms;

import static market.tessera.platform.page.TypedText.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import market.tessera.checkout.offer.SaleTerms;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A provider's terms as they are typed.
 *
 * @param credit in major units; empty for none
 */
record SaleTermsForm(
        @Nullable String invoiceDays,
        @Nullable String credit,
        @Nullable String currency,
        @Nullable String unpaidPlaces,
        @Nullable String freePlaces) {
    private static final int LONGEST_DAYS = 90;
    private static final int MOST_PLACES = 200;

    /** What is wrong with a field, as a key of the message that says it. */
    record Fault(String field, String message) {}

    static SaleTermsForm of(SaleTerms terms) {
        var credit = terms.credit();
        return new SaleTermsForm(
                Integer.toString(terms.invoiceDays()),
                credit == null
                        ? null
                        : credit.toMajorUnits().stripTrailingZeros().toPlainString(),
                credit == null ? null : credit.currency().getCurrencyCode(),
                Integer.toString(terms.unpaidPlaces()),
                Integer.toString(terms.freePlaces()));
    }

    List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        require(faults, "invoiceDays", number(invoiceDays, 0, LONGEST_DAYS).isPresent());
        require(
                faults,
                "credit",
                text(credit).isEmpty()
                        || (money().isPresent()
                                && number(invoiceDays, 0, LONGEST_DAYS).orElse(1) > 0));
        require(faults, "unpaidPlaces", number(unpaidPlaces, 1, MOST_PLACES).isPresent());
        require(faults, "freePlaces", number(freePlaces, 1, MOST_PLACES).isPresent());
        return faults;
    }

    /** Of a form without faults. */
    SaleTerms terms() {
        return new SaleTerms(
                number(invoiceDays, 0, LONGEST_DAYS).orElseThrow(),
                money().orElse(null),
                number(unpaidPlaces, 1, MOST_PLACES).orElseThrow(),
                number(freePlaces, 1, MOST_PLACES).orElseThrow());
    }

    /** In whole units of the currency: a limit need not be more exact. */
    private Optional<Money> money() {
        var code = text(currency).toUpperCase(Locale.ROOT);
        return Currency.getAvailableCurrencies().stream()
                .filter(known ->
                        known.getCurrencyCode().equals(code) && text(credit).matches("[1-9]\\d{0,8}"))
                .findFirst()
                .map(known -> new Money(
                        new BigDecimal(text(credit))
                                .movePointRight(Math.max(0, known.getDefaultFractionDigits()))
                                .longValueExact(),
                        known));
    }

    private static Optional<Integer> number(@Nullable String typed, int least, int most) {
        return Optional.of(text(typed))
                .filter(text -> text.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most);
    }

    private static void require(List<Fault> faults, String field, boolean good) {
        if (!good) {
            faults.add(new Fault(field, "desk.terms.wrong." + field));
        }
    }
}
