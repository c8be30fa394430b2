package market.tessera.checkout.offer;

import java.util.OptionalInt;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a provider lets buyers have before they have paid for it.
 *
 * @param invoiceDays until when an organisation pays an invoice; 0 sells nothing on invoice
 * @param credit what all organisations together may owe it for places that they use already; null gives no credit
 * @param unpaidPlaces of one intake, that one buyer may hold without having paid
 * @param freePlaces of one intake, that one buyer may have without paying
 */
public record SaleTerms(int invoiceDays, @Nullable Money credit, int unpaidPlaces, int freePlaces) {
    /** Of a provider that has said nothing. */
    public static final SaleTerms USUAL = new SaleTerms(14, null, 50, 10);

    public OptionalInt invoiced() {
        return invoiceDays == 0 ? OptionalInt.empty() : OptionalInt.of(invoiceDays);
    }
}
