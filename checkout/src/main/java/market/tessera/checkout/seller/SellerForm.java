package market.tessera.checkout.seller;

import static market.tessera.platform.page.TypedText.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import market.tessera.checkout.tax.Country;
import market.tessera.checkout.tax.TaxId;
import market.tessera.checkout.tax.TaxLine;
import market.tessera.checkout.tax.TaxRows;
import org.jspecify.annotations.Nullable;

/**
 * In whose name a provider sells and how it charges tax, as it is typed.
 *
 * @param country ISO 3166-1, two letters
 * @param treatment of {@link TaxRows#treatment}
 * @param rate in percent, with up to four decimals
 * @param byStripe whether Stripe works the tax out where it can
 */
record SellerForm(
        @Nullable String legalName,
        @Nullable String address,
        @Nullable String country,
        @Nullable String taxId,
        @Nullable String treatment,
        @Nullable String name,
        @Nullable String rate,
        @Nullable String reason,
        @Nullable Boolean byStripe) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 500;

    /** What is wrong with a field, as a key of the message that says it. */
    record Fault(String field, String message) {}

    static SellerForm of(SellerSettings.Seller seller) {
        var rate = TaxRows.rate(seller.tax());
        return new SellerForm(
                seller.legalName(),
                seller.address(),
                seller.country(),
                seller.taxId(),
                TaxRows.treatment(seller.tax()),
                TaxRows.name(seller.tax()),
                rate == null ? null : TaxLine.percent(rate),
                TaxRows.reason(seller.tax()),
                seller.byStripe());
    }

    List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        require(faults, "legalName", isGiven(legalName, LONGEST_NAME));
        require(faults, "address", isGiven(address, LONGEST_ADDRESS));
        require(faults, "country", Country.typed(country).isPresent());
        require(faults, "taxId", givenTaxId().map(TaxId::looksRight).orElse(true));
        tax().wrong().forEach(field -> require(faults, field, false));
        return faults;
    }

    /** Of a form without faults. */
    SellerSettings.Seller seller() {
        return new SellerSettings.Seller(
                text(legalName),
                text(address),
                Country.typed(country).orElseThrow(),
                givenTaxId().orElse(null),
                tax().rule(),
                Boolean.TRUE.equals(byStripe) && text(treatment).matches("INCLUDED|ADDED"));
    }

    private Optional<String> givenTaxId() {
        return Optional.of(TaxId.plain(text(taxId))).filter(id -> !id.isEmpty());
    }

    private TypedTax tax() {
        return new TypedTax(treatment, name, rate, reason);
    }

    private static void require(List<Fault> faults, String field, boolean good) {
        if (!good) {
            faults.add(new Fault(field, "desk.seller.wrong." + field));
        }
    }

    private static boolean isGiven(@Nullable String text, int most) {
        return !text(text).isEmpty() && text(text).length() <= most;
    }
}
