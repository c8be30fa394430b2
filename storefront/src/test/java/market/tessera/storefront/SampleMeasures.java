package market.tessera.storefront;

import static market.tessera.storefront.SampleIndex.JSON;

import java.util.stream.StreamSupport;
import market.tessera.platform.money.ExchangeRates;
import market.tessera.platform.money.Money;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The comparison numbers of one offering of a catalogue file, by {@code docs/search-index.md}. */
final class SampleMeasures {
    private static final double LEAST_HOURS_PER_ECTS = 25;
    private static final double MOST_HOURS_PER_ECTS = 30;

    private final JsonNode offering;
    private final JsonNode next;
    private final ExchangeRates rates;

    SampleMeasures(JsonNode offering, JsonNode next, ExchangeRates rates) {
        this.offering = offering;
        this.next = next;
        this.rates = rates;
    }

    ObjectNode toJson(Integer eqf) {
        var measures = JSON.createObjectNode();
        var effort = effort();
        var cost = cost();
        var ects = ects();
        measures.set("effort", effort);
        measures.set("cost", cost);
        measures.set("costPerHour", divided(cost, effort.path("hours").asDouble(0), "cost-by-hours"));
        measures.set("costPerEcts", divided(cost, ects.path("points").asDouble(0), "cost-by-ects"));
        measures.set("eqf", eqf(eqf));
        measures.set("ects", ects);
        return measures;
    }

    private ObjectNode effort() {
        var stated = offering.path("effort");
        if (stated.has("hours")) {
            var hours = stated.path("hours").asDouble();
            return effort("stated", hours, hours, hours);
        }
        if (offering.at("/credit/ects").isNumber()) {
            var points = offering.at("/credit/ects").asDouble();
            var least = points * LEAST_HOURS_PER_ECTS;
            var most = points * MOST_HOURS_PER_ECTS;
            return effort("derived", (least + most) / 2, least, most)
                    .put("rule", "ects-25-30")
                    .put("from", points + " ECTS");
        }
        if (stated.has("weeks") && stated.has("hoursPerWeek")) {
            var hours = stated.path("weeks").asDouble()
                    * stated.path("hoursPerWeek").asDouble();
            var from = stated.path("weeks").asInt() + " × "
                    + stated.path("hoursPerWeek").asInt() + " h";
            return effort("derived", hours, hours, hours)
                    .put("rule", "weeks-times-hours")
                    .put("from", from);
        }
        return undisclosed();
    }

    private static ObjectNode effort(String basis, double hours, double min, double max) {
        return JSON.createObjectNode()
                .put("basis", basis)
                .put("hours", hours)
                .put("min", min)
                .put("max", max);
    }

    private ObjectNode cost() {
        if (next != null && next.path("price").has("amount")) {
            return amount(Money.of(
                            next.at("/price/amount").asLong(),
                            next.at("/price/currency").asString()))
                    .put("basis", "stated");
        }
        var mandatory = StreamSupport.stream(offering.path("costs").spliterator(), false)
                .filter(each -> each.path("mandatory").asBoolean())
                .toList();
        if (mandatory.isEmpty()) {
            return undisclosed();
        }
        var sum = mandatory.stream()
                .mapToLong(each -> each.path("amount").asLong())
                .sum();
        return amount(Money.of(sum, mandatory.getFirst().path("currency").asString()))
                .put("basis", mandatory.size() > 1 ? "derived" : "stated")
                .put("rule", "sum-of-mandatory");
    }

    private ObjectNode divided(ObjectNode cost, double by, String rule) {
        if (!cost.has("amount") || by <= 0) {
            return undisclosed();
        }
        var each = Math.round(cost.path("amount").asLong() / by);
        return amount(Money.of(each, cost.path("currency").asString()))
                .put("basis", "derived")
                .put("rule", rule);
    }

    private ObjectNode amount(Money money) {
        var amount = JSON.createObjectNode()
                .put("amount", money.amount())
                .put("currency", money.currency().getCurrencyCode());
        rates.convert(money, ExchangeRates.BASE).ifPresent(euro -> amount.put("base", euro.amount()));
        return amount;
    }

    private ObjectNode ects() {
        return offering.at("/credit/ects").isNumber()
                ? JSON.createObjectNode()
                        .put("basis", "stated")
                        .put("points", offering.at("/credit/ects").asDouble())
                : undisclosed();
    }

    private ObjectNode eqf(Integer level) {
        return level == null
                ? undisclosed()
                : JSON.createObjectNode()
                        .put("basis", "derived")
                        .put("level", level)
                        .put(
                                "rule",
                                "eqf-table:" + offering.at("/level/framework").asString())
                        .put(
                                "from",
                                offering.at("/level/framework").asString() + " "
                                        + offering.at("/level/value").asString());
    }

    private static ObjectNode undisclosed() {
        return JSON.createObjectNode().put("basis", "undisclosed");
    }
}
