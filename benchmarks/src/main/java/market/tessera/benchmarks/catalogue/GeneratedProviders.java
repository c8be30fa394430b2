package market.tessera.benchmarks.catalogue;

import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Invented providers of several countries. */
record GeneratedProviders(int count) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> KINDS = List.of("university", "college", "vocational", "company");
    private static final List<String> NAMES =
            List.of("University of %s", "%s College", "%s Technical Institute", "%s Academy of Applied Skills");

    ObjectNode make(int index) {
        var market = market(index);
        var city =
                market.cities().get(index / Market.ALL.size() % market.cities().size());
        var kind = index % KINDS.size();
        var provider = JSON.createObjectNode()
                .put("externalId", id(index))
                .put("name", "%s %d".formatted(NAMES.get(kind).formatted(city), index + 1))
                .put("country", market.country())
                .put("city", city)
                .put("url", "https://%s.example".formatted(id(index)))
                .put("about", "Teaches in %s.".formatted(city))
                .put("kind", KINDS.get(kind))
                .put("hue", index * 47 % 360);
        provider.putObject("refund").put("days", 14);
        return provider;
    }

    /** Some providers list many offerings, most list few. */
    int choose(RandomGenerator random) {
        return (int) (count * Math.pow(random.nextDouble(), 2));
    }

    Market market(int index) {
        return Market.ALL.get(index % Market.ALL.size());
    }

    static String id(int index) {
        return "provider-%03d".formatted(index);
    }
}
