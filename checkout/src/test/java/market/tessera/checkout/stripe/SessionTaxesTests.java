package market.tessera.checkout.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.net.LiveStripeResponseGetter;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.settlement.TaxOfPlaces;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;

class SessionTaxesTests {
    @Test
    void aFeeOfAFixedAmountHasNoRateAndNeedNotHaveAName() {
        var line = UUID.randomUUID();
        var session = """
                {"id": "cs_1", "object": "checkout.session", "automatic_tax": {"enabled": true},
                 "line_items": {"object": "list", "has_more": false, "data": [
                   {"id": "li_1", "object": "item", "currency": "usd", "amount_tax": 916, "metadata": {"line": "%s"}, "taxes": [
                     {"amount": 888, "taxability_reason": "standard_rated",
                      "rate": {"id": "txr_1", "object": "tax_rate", "display_name": "Sales Tax", "percentage": 8.875}},
                     {"amount": 28, "rate": {"id": "txr_2", "object": "tax_rate", "rate_type": "flat_amount"}}]},
                   {"id": "li_2", "object": "item", "currency": "usd", "amount_tax": 0, "metadata": {}, "taxes": []}]}}
                """.formatted(line);

        assertThat(SessionTaxes.of(
                        StripeObject.deserializeStripeObject(session, Session.class, new LiveStripeResponseGetter())))
                .isEqualTo(List.of(
                        new TaxOfPlaces(line, Money.of(916, "USD"), "Sales Tax + Tax", 88_750, "standard_rated")));
    }
}
