package market.tessera.provider.vocabulary.schema;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.vocabulary.element.Prices;
import market.tessera.provider.vocabulary.element.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** What schema.org offers a course for. */
final class SchemaOffer {
    private static final Set<String> FREE = Set.of("free", "free of charge");

    private SchemaOffer() {}

    /** Empty, and said, where it does not tell what the course costs. */
    static Optional<ObjectNode> money(Thing offer, Transcript offering) {
        var category = offer.text("category")
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElse("");
        var specified = offer.things("priceSpecification").stream().findFirst().orElse(offer);
        var currency = offer.text("priceCurrency").or(() -> specified.text("priceCurrency"));
        if (category.equals("subscription") || category.equals("partially free")) {
            offering.undisclosed("offers", category, "does not say what the course costs");
            return Optional.empty();
        }
        var price = offer.text("price").or(() -> specified.text("price"));
        return FREE.contains(category) && price.isEmpty()
                ? Prices.money(Optional.of("0"), currency, offering, "offers")
                : Prices.money(price, currency, offering, "offers");
    }
}
