package market.tessera.provider.elements;

import java.util.Optional;
import market.tessera.provider.elements.FormatCheck.Fault;
import market.tessera.provider.provider.Storable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/** Finds in JSON what the database cannot keep, whatever it means. */
final class Unstorable {
    private Unstorable() {}

    static Optional<Fault> in(JsonNode node) {
        if (text(node)) {
            return Optional.of(new Fault(null, "contains a NUL character or half of a surrogate pair"));
        }
        return number(node).map(place -> new Fault(withoutDot(place), "is a number of more than 30 digits"));
    }

    private static boolean text(JsonNode node) {
        if (node.isString()) {
            return !Storable.fits(node.asString());
        }
        for (var member : node.properties()) {
            if (!Storable.fits(member.getKey())) {
                return true;
            }
        }
        for (var member : node) {
            if (text(member)) {
                return true;
            }
        }
        return false;
    }

    /** Where there is one, from here. */
    private static Optional<String> number(JsonNode node) {
        if (node instanceof NumericNode number) {
            return number.isNaN() || !Storable.fits(number.decimalValue()) ? Optional.of("") : Optional.empty();
        }
        for (var member : node.properties()) {
            var place = number(member.getValue());
            if (place.isPresent()) {
                return place.map(rest -> "." + member.getKey() + rest);
            }
        }
        for (var item = 0; node.isArray() && item < node.size(); item++) {
            var place = number(node.get(item));
            if (place.isPresent()) {
                return Optional.of("[" + item + "]" + place.get());
            }
        }
        return Optional.empty();
    }

    private static String withoutDot(String place) {
        return place.startsWith(".") ? place.substring(1) : place;
    }
}
