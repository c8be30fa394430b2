package market.tessera.checkout.offer;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import market.tessera.platform.money.Money;

/** Rows of terms as values; where a provider has said nothing there is none, and the usual ones count. */
public final class SaleTermsRows {
    /** Of {@code sale_terms s}. */
    public static final String COLUMNS =
            "s.invoice_days, s.credit_amount, s.credit_currency, s.unpaid_places, s.free_places";

    private SaleTermsRows() {}

    public static SaleTerms read(Readable row) {
        var days = row.get("invoice_days", Integer.class);
        var credit = row.get("credit_amount", Long.class);
        return days == null
                ? SaleTerms.USUAL
                : new SaleTerms(
                        days,
                        credit == null ? null : Money.of(credit, required(row, "credit_currency", String.class)),
                        required(row, "unpaid_places", Integer.class),
                        required(row, "free_places", Integer.class));
    }
}
