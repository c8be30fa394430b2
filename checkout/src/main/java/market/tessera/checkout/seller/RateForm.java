package market.tessera.checkout.seller;

import static market.tessera.platform.page.TypedText.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import market.tessera.checkout.seller.SellerForm.Fault;
import market.tessera.checkout.tax.Country;
import market.tessera.checkout.tax.TaxRule;
import org.jspecify.annotations.Nullable;

/**
 * A row of a provider's tax rates, as it is typed.
 *
 * @param country ISO 3166-1; empty for everywhere
 * @param kind of what is sold; empty for everything
 * @param validFrom ISO 8601
 */
record RateForm(
        @Nullable String country,
        @Nullable String kind,
        @Nullable String treatment,
        @Nullable String name,
        @Nullable String rate,
        @Nullable String reason,
        @Nullable String validFrom) {
    private static final int LONGEST_KIND = 60;

    static RateForm empty(LocalDate today) {
        return new RateForm(null, null, "INCLUDED", null, null, null, today.toString());
    }

    List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        if (!text(country).isEmpty() && Country.typed(country).isEmpty()) {
            faults.add(new Fault("country", "desk.rates.wrong.country"));
        }
        if (text(kind).length() > LONGEST_KIND) {
            faults.add(new Fault("kind", "desk.rates.wrong.kind"));
        }
        if (text(kind).isEmpty() && text(country).isEmpty()) {
            faults.add(new Fault("kind", "desk.rates.wrong.all"));
        }
        if ("UNSTATED".equals(treatment)) {
            faults.add(new Fault("treatment", "desk.seller.wrong.treatment"));
        }
        tax().wrong().forEach(field -> faults.add(new Fault(field, "desk.seller.wrong." + field)));
        if (day().isEmpty()) {
            faults.add(new Fault("validFrom", "desk.rates.wrong.validFrom"));
        }
        return faults;
    }

    /** Of a form without faults, as the others. */
    TaxRule rule() {
        return tax().rule();
    }

    @Nullable
    String givenCountry() {
        return Country.typed(country).orElse(null);
    }

    @Nullable
    String givenKind() {
        return text(kind).isEmpty() ? null : text(kind);
    }

    LocalDate givenDay() {
        return day().orElseThrow();
    }

    private TypedTax tax() {
        return new TypedTax(treatment, name, rate, reason);
    }

    private Optional<LocalDate> day() {
        try {
            return Optional.of(LocalDate.parse(text(validFrom)))
                    .filter(day -> day.getYear() >= 2000 && day.getYear() < 2200);
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
