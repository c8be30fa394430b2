package market.tessera.sandbox.stripe;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What this simulator's Stripe Tax knows: a few countries, in all of which every account is registered. Rates are examples. */
final class TaxTable {
    static final String NONTAXABLE = "txcd_00000000";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Map<String, Rate> RATES = Map.of(
            "DE", new Rate("VAT", "19.0"),
            "FR", new Rate("VAT", "20.0"),
            "NO", new Rate("VAT", "25.0"),
            "US", new Rate("Sales Tax", "8.875"));

    private TaxTable() {}

    private record Rate(String name, String percent) {
        long within(long gross) {
            var percent = new BigDecimal(this.percent);
            return BigDecimal.valueOf(gross)
                    .multiply(percent)
                    .divide(HUNDRED.add(percent), 0, RoundingMode.HALF_UP)
                    .longValueExact();
        }

        /** As fine as it can be paid. */
        long onTop(long net, int step) {
            return BigDecimal.valueOf(net)
                            .multiply(new BigDecimal(percent))
                            .divide(HUNDRED.multiply(BigDecimal.valueOf(step)), 0, RoundingMode.HALF_UP)
                            .longValueExact()
                    * step;
        }
    }

    static List<String> countries() {
        return List.of("DE", "FR", "NO", "US", "CH");
    }

    /** Works a line's tax out for a buyer there, and writes it into the line. */
    static void apply(ObjectNode item, String country, String currency) {
        var rate = Optional.ofNullable(RATES.get(country))
                .filter(_ -> !item.path("tax_code").asString("").equals(NONTAXABLE));
        var inclusive = item.path("tax_behavior").asString("").equals("inclusive");
        var amount = item.path("amount").asLong();
        var tax = rate.map(
                        known -> inclusive ? known.within(amount) : known.onTop(amount, PayableAmounts.step(currency)))
                .orElse(0L);
        item.put("amount_tax", tax).put("amount_total", inclusive ? amount : amount + tax);
        var taxed = item.putArray("taxes").addObject();
        taxed.put("amount", tax)
                .put("taxable_amount", tax == 0 ? 0 : inclusive ? amount - tax : amount)
                .put("taxability_reason", rate.isPresent() ? "standard_rated" : "not_collecting");
        taxed.putObject("rate")
                .put("id", StripeObjects.newId("txr"))
                .put("object", "tax_rate")
                .put("display_name", rate.map(Rate::name).orElse("VAT"))
                .put("percentage", new BigDecimal(rate.map(Rate::percent).orElse("0.0")))
                .put("inclusive", inclusive)
                .put("active", false)
                .put("country", country);
    }
}
