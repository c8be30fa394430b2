package market.tessera.provider.vocabulary.ctdl;

import java.util.ArrayList;
import java.util.Map;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.vocabulary.element.Prices;
import market.tessera.provider.vocabulary.element.Term;
import market.tessera.provider.vocabulary.element.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** What a course of CTDL costs. */
record CtdlCosts(Thing course, Transcript offering) {
    private static final Map<String, String> COSTS = Map.of(
            "tuition",
            "tuition",
            "learningresource",
            "materials",
            "materials",
            "materials",
            "supplies",
            "supplies",
            "assessment",
            "assessment",
            "examfee",
            "assessment",
            "fees",
            "fees",
            "mixedfees",
            "fees",
            "other",
            "other");
    private static final String TOTAL = "aggregatecost";

    /** The total is no line of its own beside its parts. */
    void write() {
        var profiles = course.things("estimatedCost");
        var parts = profiles.stream()
                .filter(profile -> !type(profile).equals(TOTAL))
                .toList();
        var lines = new ArrayList<ObjectNode>();
        for (var profile : parts.isEmpty() ? profiles : parts) {
            Prices.money(profile.text("price"), profile.text("currency"), offering, "estimatedCost")
                    .ifPresent(money -> lines.add(cost(profile, money)));
        }
        if (!parts.isEmpty() && parts.size() < profiles.size()) {
            offering.note("estimatedCost", "gives a total beside its parts; the parts were taken");
        }
        offering.list("costs", "estimatedCost", lines, 30);
    }

    private static String type(Thing profile) {
        return Term.of(profile, "directCostType").stream()
                .findFirst()
                .map(Term::concept)
                .orElse("");
    }

    /** What only some have to pay is not mandatory. */
    private static ObjectNode cost(Thing profile, ObjectNode money) {
        var type = type(profile);
        var line = Transcript.JSON.objectNode().put("type", COSTS.getOrDefault(type, "other"));
        line.setAll(money);
        line.put(
                "mandatory",
                !profile.has("residencyType") && !profile.has("audienceType") && !profile.has("condition"));
        profile.text("name").filter(name -> name.length() <= 200).ifPresent(name -> line.put("label", name));
        return line;
    }
}
