package market.tessera.provider.refund;

import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.money.Money;
import tools.jackson.databind.JsonNode;

/**
 * A buyer's wish for money back past the terms, as {@code refund.asked} of {@code docs/events.md} tells it.
 *
 * @param number of the order, as people say it
 * @param titles of what was bought, one after the other
 * @param left what could be given back at most
 */
record Wish(UUID order, String number, UUID provider, String providerName, String titles, int places, Money left) {

    /** @throws IllegalArgumentException if it is none */
    static Wish of(JsonNode data) {
        var provider = data.path("provider");
        var left = data.path("left");
        return new Wish(
                UUID.fromString(data.path("order").asString("")),
                data.path("orderNumber").asString(""),
                UUID.fromString(provider.path("id").asString("")),
                provider.path("name").asString(""),
                String.join(
                        ", ",
                        data.path("titles").valueStream().map(title -> title.asString("")).toList()),
                data.path("places").asInt(0),
                Money.of(left.path("amount").asLong(0), left.path("currency").asString("")));
    }

    String leftInWords(Locale reader) {
        return left.format(reader);
    }
}
