package market.tessera.storefront.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.storefront.CatalogLog;
import market.tessera.storefront.SampleIndex;
import tools.jackson.databind.node.ObjectNode;

/** Some offerings that are edited at random: first the log tells, a little later the index shows it, as portal and indexer do it. */
final class EditedCatalogue {
    private final Random random;
    private final List<String> ids;
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, String> titles = new HashMap<>();
    private final List<Told> history = new ArrayList<>();

    EditedCatalogue(int offerings, long seed) {
        this.random = new Random(seed);
        this.ids = IntStream.range(0, offerings)
                .mapToObj(_ -> UUID.randomUUID().toString())
                .toList();
    }

    /** What the log was told. */
    record Told(String id, long version, boolean withdrawn) {}

    List<String> ids() {
        return ids;
    }

    /** What is on offer, by id. */
    Map<String, String> titles() {
        return titles;
    }

    Map<String, Long> versions() {
        return versions;
    }

    List<Told> history() {
        return history;
    }

    void edit(int times) {
        for (var left = times; left > 0; ) {
            left -= editAtOnce(Math.min(left, 1 + random.nextInt(40)));
        }
    }

    /** One transaction of the portal. */
    private int editAtOnce(int times) {
        var documents = IntStream.range(0, times).mapToObj(_ -> change()).toList();
        var positions = CatalogLog.append(documents.stream()
                .map(document -> new CatalogLog.Entry(
                        document.path("withdrawn").asBoolean() ? "offering.withdrawn" : "offering.published",
                        document.path("id").asString(),
                        document.path("version").asLong(),
                        document.path("offering")))
                .toList());
        show(documents, positions);
        return times;
    }

    private static void show(List<ObjectNode> documents, List<Position> positions) {
        IntStream.range(0, documents.size())
                .forEach(i -> documents.get(i).put("position", positions.get(i).sortable()));
        SampleIndex.putAll("offerings", documents);
    }

    private ObjectNode change() {
        var id = ids.get(random.nextInt(ids.size()));
        var version = versions.merge(id, 1L, Long::sum);
        var withdrawn = titles.containsKey(id) && random.nextInt(4) == 0;
        history.add(new Told(id, version, withdrawn));
        var document = document(id, version);
        if (withdrawn) {
            titles.remove(id);
            document.remove(List.of("card", "compare"));
            return document.put("withdrawn", true);
        }
        titles.put(id, document.at("/offering/elements/title").asString());
        return document;
    }

    private static ObjectNode document(String id, long version) {
        var document = SampleIndex.offerings()
                .getFirst()
                .deepCopy()
                .put("id", id)
                .put("slug", "edited-" + id)
                .put("version", version);
        var offering = (ObjectNode) document.path("offering");
        offering.put("id", id).put("slug", "edited-" + id);
        ((ObjectNode) offering.path("elements")).put("title", "Edited " + version + " times");
        return document;
    }

    void remove() {
        SampleIndex.deleteAll("offerings", ids);
    }
}
