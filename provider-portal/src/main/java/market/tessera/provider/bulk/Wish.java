package market.tessera.provider.bulk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import market.tessera.provider.elements.Section;
import market.tessera.provider.elements.Typed;
import market.tessera.provider.elements.Written;
import market.tessera.provider.offering.Cost;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.provider.CatalogueFormat;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to become of many offerings.
 *
 * @param element name of the one that changes, or {@value #PRICE}
 * @param typed what its inputs say
 */
record Wish(String element, Typed typed) {
    static final String PRICE = "price";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(500);
    private static final BigDecimal MOST = BigDecimal.valueOf(Cost.MOST);

    private static final Set<String> OF_ONE = Set.of("title", "image", "documents");

    /** Everything but what no two should share, and each element's own way to price. */
    static List<String> elements() {
        return Stream.concat(Stream.of(PRICE), Section.elements().stream().filter(element -> !OF_ONE.contains(element)))
                .toList();
    }

    /** Empty if nothing was chosen that can be changed so. */
    static Optional<Wish> of(MultiValueMap<String, String> form) {
        var typed = Typed.from(form);
        return Optional.of(typed.get("element"))
                .filter(elements()::contains)
                .map(element -> new Wish(element, new Typed(only(typed, belongsTo(element)))));
    }

    boolean isPrice() {
        return element.equals(PRICE);
    }

    /** By how many percent prices change; empty for what is no such number. */
    Optional<BigDecimal> percent() {
        var text = typed.get(PRICE);
        return text.matches("[+-]?\\d{1,3}([.,]\\d{1,2})?")
                ? Optional.of(new BigDecimal(text.replace(',', '.')))
                        .filter(number -> number.compareTo(HUNDRED.negate()) >= 0
                                && number.compareTo(MOST_PERCENT) <= 0
                                && number.signum() != 0)
                : Optional.empty();
    }

    /** The whole editor as it would be with this in it. */
    Typed in(Elements elements) {
        var written = Written.of(Section.OFFERING, elements);
        var all = new HashMap<>(only(written, belongsTo(element).negate()));
        all.putAll(typed.values());
        return new Typed(all);
    }

    /** With every amount changed by so much, rounded to the currency's smallest unit, and at most what a price can be. */
    static Elements priced(Elements elements, BigDecimal percent) {
        ObjectNode json = CatalogueFormat.JSON.valueToTree(elements);
        var factor = HUNDRED.add(percent).divide(HUNDRED);
        json.path("costs").forEach(cost -> reprice((ObjectNode) cost, factor));
        return CatalogueFormat.JSON.treeToValue(json, Elements.class);
    }

    private static void reprice(ObjectNode cost, BigDecimal factor) {
        JsonNode amount = cost.path("amount");
        cost.put(
                "amount",
                amount.decimalValue()
                        .multiply(factor)
                        .setScale(0, RoundingMode.HALF_UP)
                        .min(MOST)
                        .longValueExact());
    }

    private static Predicate<String> belongsTo(String element) {
        return name -> name.equals(element) || name.startsWith(element + ".") || name.startsWith(element + "[");
    }

    private static Map<String, String> only(Typed typed, Predicate<String> wanted) {
        var kept = new HashMap<String, String>();
        typed.values().forEach((name, value) -> {
            if (wanted.test(name)) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}
