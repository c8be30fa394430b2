package market.tessera.benchmarks.catalogue;

import java.time.LocalDate;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs of an offering in the year to come: one in eight offerings has none, one in four is self-paced, the others have one to five. */
record GeneratedIntakes(LocalDate today) {

    void add(ObjectNode offering, String id, Market market, SplittableRandom random) {
        var kind = random.nextInt(8);
        if (kind == 0) {
            return;
        }
        var intakes = offering.putArray("intakes");
        if (kind <= 2) {
            intakes.addObject().put("externalId", id + "-open").put("selfPaced", true);
            return;
        }
        var starts = today.plusDays(14 + random.nextInt(60));
        for (var left = 1 + random.nextInt(5); left > 0; left--) {
            dated(intakes, id, starts, market, random);
            starts = starts.plusDays(30 + random.nextInt(60));
        }
    }

    private static void dated(ArrayNode intakes, String id, LocalDate starts, Market market, SplittableRandom random) {
        intakes.addObject()
                .put("externalId", "%s-%s".formatted(id, starts))
                .put("starts", starts.toString())
                .put("ends", starts.plusDays(7 + random.nextInt(120)).toString())
                .put("closes", starts.minusDays(random.nextInt(10)).toString())
                .put("seats", 20 + random.nextInt(200))
                .put("timeZone", market.timeZone());
    }
}
