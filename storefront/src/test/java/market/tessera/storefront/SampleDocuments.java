package market.tessera.storefront;

import static market.tessera.storefront.SampleIndex.JSON;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.document.Documents;
import market.tessera.document.Kind;
import market.tessera.document.told.Reputation;
import market.tessera.document.told.Told;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.platform.money.ExchangeRates;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Catalogue files as documents of the search index, made as the indexer makes them. */
public final class SampleDocuments {
    private final Documents documents =
            Documents.with(JSON, ExchangeRates.read(new ClassPathResource("exchange-rates-sample.csv")));

    private final LocalDate today;
    private final Map<String, ObjectNode> providerSnapshots = new HashMap<>();
    private final List<ObjectNode> providers = new ArrayList<>();
    private final List<ObjectNode> offerings = new ArrayList<>();
    private final List<ObjectNode> pathways = new ArrayList<>();

    SampleDocuments(LocalDate today) {
        this.today = today;
    }

    List<ObjectNode> providers() {
        return providers;
    }

    List<ObjectNode> offerings() {
        return offerings;
    }

    List<ObjectNode> pathways() {
        return pathways;
    }

    void read(JsonNode catalogue) {
        catalogue.path("providers").forEach(provider -> providers.add(provider(provider)));
        catalogue.path("offerings").forEach(offering -> offerings.add(offering(offering)));
        catalogue.path("pathways").forEach(pathway -> pathways.add(pathway(pathway)));
    }

    /** The document of what an event says. */
    ObjectNode document(String type, ObjectNode data) {
        return document(type, data, Told.NOTHING);
    }

    private ObjectNode document(String type, ObjectNode data, Told told) {
        var id = data.path("id").asString();
        var event = new LoggedEvent(
                Position.START, UUID.randomUUID(), "/provider-portal", type, id, 1, Instant.now(), data);
        var kind = Kind.of(type).orElseThrow();
        return (ObjectNode) JSON.readTree(documents.of(kind, event, told, today).source());
    }

    /** External ids by the ids that the documents have. */
    public static Map<String, String> namesById(List<String> externalIds) {
        return externalIds.stream().distinct().collect(Collectors.toMap(SampleDocuments::id, Function.identity()));
    }

    static String id(String externalId) {
        return UUID.nameUUIDFromBytes(externalId.getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private ObjectNode provider(JsonNode from) {
        var key = from.path("externalId").asString();
        var snapshot = ((ObjectNode) from.deepCopy());
        snapshot.remove("externalId");
        snapshot.put("id", id(key)).put("slug", key).put("verified", true);
        providerSnapshots.put(key, snapshot);
        return document("provider.updated", snapshot);
    }

    private ObjectNode pathway(JsonNode from) {
        var key = from.path("externalId").asString();
        var snapshot = (ObjectNode) from.deepCopy();
        snapshot.remove("externalId");
        snapshot.put("id", id(key)).put("slug", key);
        snapshot.set("provider", providerSnapshots.get(from.path("provider").asString()));
        var ids = snapshot.putArray("offerings");
        from.path("offerings").forEach(offering -> ids.add(id(offering.asString())));
        return document("pathway.published", snapshot);
    }

    private ObjectNode offering(JsonNode from) {
        var key = from.path("externalId").asString();
        var elements = (ObjectNode) from.deepCopy();
        elements.remove(List.of("externalId", "provider", "intakes", "provenance"));
        var snapshot = JSON.createObjectNode()
                .put("id", id(key))
                .put("slug", slug(from))
                .put("status", "published")
                .put("edition", 1)
                .put("completeness", 0.5 + from.size() / 60.0)
                .put(
                        "publishedAt",
                        Instant.now().minusSeconds(3_600L * offerings.size()).toString())
                .put("updatedAt", Instant.now().toString());
        snapshot.set("provider", providerSnapshots.get(from.path("provider").asString()));
        snapshot.set("elements", elements);
        snapshot.set("provenance", from.has("provenance") ? from.path("provenance") : JSON.createObjectNode());
        snapshot.putArray("comparableIn").add("eu-2022");
        var intakes = snapshot.putArray("intakes");
        from.path("intakes").forEach(each -> intakes.add(intake(each, from)));
        return document("offering.published", snapshot, new Told(List.of(), reputation(id(key))));
    }

    private static String slug(JsonNode offering) {
        var title = Normalizer.normalize(offering.path("title").asString(), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return title + "-" + offering.path("provider").asString();
    }

    private ObjectNode intake(JsonNode from, JsonNode offering) {
        var intake =
                JSON.createObjectNode().put("id", id(from.path("externalId").asString()));
        intake.put("selfPaced", from.path("selfPaced").asBoolean(false));
        Stream.of("starts", "ends", "closes")
                .filter(name -> from.has(name + "In"))
                .forEach(name -> intake.put(
                        name,
                        today.plus(Period.parse(from.path(name + "In").asString()))
                                .toString()));
        Stream.of("seats", "mode", "place", "timeZone")
                .filter(from::has)
                .forEach(name -> intake.set(name, from.path(name)));
        intake.set("price", from.has("price") ? from.path("price") : total(offering));
        return intake;
    }

    private static JsonNode total(JsonNode offering) {
        var mandatory = offering.path("costs")
                .valueStream()
                .filter(cost -> cost.path("mandatory").asBoolean())
                .toList();
        return mandatory.isEmpty()
                ? JSON.nullNode()
                : JSON.createObjectNode()
                        .put(
                                "amount",
                                mandatory.stream()
                                        .mapToLong(cost -> cost.path("amount").asLong())
                                        .sum())
                        .put("currency", mandatory.getFirst().path("currency").asString());
    }

    /** Every third is rated; those rated often have also been completed by enough to say so. */
    private Reputation reputation(String offering) {
        var at = offerings.size();
        return at % 3 == 0 ? new Reputation(offering, 1, reputation(3 + at % 20 / 10.0, 1 + at % 40)) : null;
    }

    private static ObjectNode reputation(double average, int count) {
        var reputation = JSON.createObjectNode();
        reputation
                .putObject("rating")
                .put("average", average)
                .put("count", count)
                .putArray("stars")
                .add(0)
                .add(0)
                .add(1)
                .add(2)
                .add(count);
        reputation
                .putArray("latest")
                .addObject()
                .put("id", UUID.randomUUID().toString())
                .put("stars", 4)
                .put("text", "Kept what it <promised>.")
                .put("completed", true)
                .put("on", "2026-11-02")
                .put("answer", "Thank you.");
        if (count >= 20) {
            reputation.putObject("completion").put("enrolled", 50).put("completed", count);
        }
        return reputation;
    }
}
