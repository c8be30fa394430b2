package market.tessera.provider.vocabulary.element;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import tools.jackson.databind.node.ObjectNode;

/** Where something is held, with the country as ISO 3166-1 has it. */
public final class Places {
    private static final Map<String, String> COUNTRIES = countries();

    private Places() {}

    /** A place of CTDL or schema.org, with the address beside its name or below it. */
    public static Optional<ObjectNode> place(Thing place) {
        var address = place.things("address").stream().findFirst().orElse(place);
        var node = Transcript.JSON.objectNode();
        place.text("name").or(() -> address.text("streetAddress")).ifPresent(name -> node.put("name", cut(name, 200)));
        address.text("addressLocality").ifPresent(city -> node.put("city", cut(city, 100)));
        address.text("addressCountry").flatMap(Places::country).ifPresent(country -> node.put("country", country));
        return node.isEmpty() ? Optional.empty() : Optional.of(node);
    }

    /** On one line. */
    public static Optional<String> line(Thing place) {
        return place(place)
                .map(node -> Stream.of("name", "city", "country")
                        .filter(node::has)
                        .map(part -> node.get(part).asString())
                        .reduce((one, more) -> one + ", " + more)
                        .orElse(""))
                .map(text -> cut(text, 300));
    }

    /** By two letters, three letters or its English name. */
    static Optional<String> country(String written) {
        return Optional.ofNullable(COUNTRIES.get(Term.plain(written)));
    }

    private static Map<String, String> countries() {
        var known = new HashMap<String, String>();
        for (var code : Locale.getISOCountries()) {
            var country = Locale.of("", code);
            known.put(Term.plain(code), code);
            known.put(Term.plain(country.getISO3Country()), code);
            known.put(Term.plain(country.getDisplayCountry(Locale.ENGLISH)), code);
        }
        known.put("unitedstatesofamerica", "US");
        known.put("uk", "GB");
        return Map.copyOf(known);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
