package market.tessera.storefront;

import static market.tessera.storefront.SampleIndex.JSON;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.platform.money.ExchangeRates;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Catalogue files as documents of the search index, by {@code docs/search-index.md}. */
public final class SampleDocuments {
    private static final Set<String> REFERENCED = Set.of("EQF", "DQR", "NLQF");
    private static final Map<String, Integer> SCQF = Map.of("6", 4, "7", 5, "8", 5, "9", 6, "10", 6, "11", 7);

    private static final Set<String> ANALYSED =
            Set.of("en", "de", "fr", "es", "pt", "no", "nl", "it", "sv", "da", "fi");

    private final ExchangeRates rates = ExchangeRates.read(new ClassPathResource("exchange-rates-sample.csv"));
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
        var document = stamp(id(key), key);
        document.set("provider", snapshot);
        document.set("name", from.path("name"));
        document.set("about", from.path("about"));
        copy(from, document, "city", "region");
        document.putObject("facet")
                .put("country", from.path("country").asString())
                .put("kind", from.path("kind").asString());
        return document;
    }

    private ObjectNode pathway(JsonNode from) {
        var key = from.path("externalId").asString();
        var snapshot = (ObjectNode) from.deepCopy();
        snapshot.remove("externalId");
        snapshot.put("id", id(key)).put("slug", key);
        var ids = snapshot.putArray("offerings");
        from.path("offerings").forEach(offering -> ids.add(id(offering.asString())));
        var document = stamp(id(key), key);
        document.set("pathway", snapshot);
        document.set("title", from.path("title"));
        document.set("offerings", ids);
        document.putObject("facet").put("provider", from.path("provider").asString());
        return document;
    }

    private ObjectNode offering(JsonNode from) {
        var key = from.path("externalId").asString();
        var title = from.path("title").asString();
        var slug = slug(title) + "-" + from.path("provider").asString();
        var document = stamp(id(key), slug);
        var provider = providerSnapshots.get(from.path("provider").asString());
        var intakes = intakes(from);
        var open = intakes.stream().filter(this::isOpen).toList();
        var next = open.stream()
                .min(java.util.Comparator.comparing(
                                (ObjectNode each) -> each.path("selfPaced").asBoolean())
                        .thenComparing(each -> each.path("starts").asString("")))
                .orElse(null);
        var compare = new SampleMeasures(from, next, rates).toJson(eqf(from));
        document.set("offering", snapshot(from, document, provider, intakes));
        document.set("compare", compare);
        document.set("card", card(from, document, provider, compare, next, open.size()));
        document.set("facet", facets(from, provider, compare, intakes));
        texts(from, document, provider);
        document.set("starts", starts(open));
        if (next != null) {
            var entry = document.putObject("nextIntake");
            copy(next, entry, "starts");
        }
        document.put(
                "selfPaced",
                open.stream().anyMatch(each -> each.path("selfPaced").asBoolean()));
        document.put(
                "publishedAt",
                Instant.now().minusSeconds(3_600L * offerings.size()).toString());
        document.putObject("rank").put("completeness", 0.5 + from.size() / 60.0);
        if (offerings.size() % 3 == 0) {
            reputation(document, 3 + offerings.size() % 20 / 10.0, 1 + offerings.size() % 40);
        }
        return document;
    }

    /** Every third is rated; those rated often have also been completed by enough to say so. */
    private static void reputation(ObjectNode document, double average, int count) {
        var card = (ObjectNode) document.path("card");
        var reputation = document.putObject("reputation");
        card.putObject("rating").put("average", average).put("count", count);
        document.putObject("rating").put("damped", (average * count + 17.5) / (count + 5));
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
            card.put("completionRate", count / 50.0);
            reputation.putObject("completion").put("enrolled", 50).put("completed", count);
        }
    }

    private static ObjectNode stamp(String id, String slug) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("slug", slug)
                .put("withdrawn", false)
                .put("version", 1)
                .put("position", Position.START.sortable())
                .put("fingerprint", 1)
                .put("updatedAt", Instant.now().toString());
    }

    private List<ObjectNode> intakes(JsonNode from) {
        var intakes = new ArrayList<ObjectNode>();
        from.path("intakes").forEach(each -> {
            var intake =
                    JSON.createObjectNode().put("id", id(each.path("externalId").asString()));
            intake.put("selfPaced", each.path("selfPaced").asBoolean(false));
            Stream.of("starts", "ends", "closes")
                    .filter(name -> each.has(name + "In"))
                    .forEach(name -> intake.put(
                            name,
                            today.plus(Period.parse(each.path(name + "In").asString()))
                                    .toString()));
            copy(each, intake, "seats", "mode", "place", "timeZone");
            var price = each.has("price") ? each.path("price") : total(from);
            intake.set("price", price);
            intakes.add(intake);
        });
        return intakes;
    }

    private JsonNode total(JsonNode from) {
        var mandatory = StreamSupport.stream(from.path("costs").spliterator(), false)
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

    private boolean isOpen(ObjectNode intake) {
        var last = intake.has("closes") ? intake.path("closes") : intake.path("starts");
        return last.isMissingNode() || !LocalDate.parse(last.asString()).isBefore(today);
    }

    private static ObjectNode snapshot(
            JsonNode from, ObjectNode document, ObjectNode provider, List<ObjectNode> intakes) {
        var elements = (ObjectNode) from.deepCopy();
        elements.remove(List.of("externalId", "provider", "intakes", "provenance"));
        var snapshot = JSON.createObjectNode();
        copy(document, snapshot, "id", "slug", "updatedAt");
        snapshot.put("status", "published").put("edition", 1).put("completeness", 0.9);
        snapshot.set("provider", provider);
        snapshot.set("elements", elements);
        snapshot.set("provenance", from.has("provenance") ? from.path("provenance") : JSON.createObjectNode());
        snapshot.set("intakes", array(intakes));
        snapshot.putArray("comparableIn").add("eu-2022");
        return snapshot;
    }

    private static ObjectNode card(
            JsonNode from, ObjectNode document, ObjectNode provider, ObjectNode compare, JsonNode next, int open) {
        var card = JSON.createObjectNode();
        copy(document, card, "id", "slug");
        copy(from, card, "title", "summary", "subjects", "credit", "languages", "credential");
        card.set("provider", provider);
        card.set("skills", labels(from.path("skills")));
        card.set("assessment", types(from));
        card.put("openIntakes", open);
        card.putArray("comparableIn").add("eu-2022");
        if (from.has("level")) {
            var level = (ObjectNode) from.path("level").deepCopy();
            copy(compare.path("eqf"), level, "level");
            if (level.has("level")) {
                level.set("eqf", level.remove("level"));
            }
            card.set("level", level);
        }
        if (compare.at("/effort/hours").isNumber()) {
            card.set("effort", compare.path("effort"));
        }
        copy(from.path("participation"), card, "mode");
        price(compare.path("cost"), card, "price");
        price(compare.path("costPerHour"), card, "pricePerHour");
        if (next != null) {
            card.set("nextIntake", next);
        }
        stackable(from).forEach(value -> card.put("stackable", value));
        return card;
    }

    private static void price(JsonNode amount, ObjectNode card, String name) {
        if (amount.has("amount")) {
            card.putObject(name)
                    .put("amount", amount.path("amount").asLong())
                    .put("currency", amount.path("currency").asString());
        }
    }

    private ObjectNode facets(JsonNode from, ObjectNode provider, ObjectNode compare, List<ObjectNode> intakes) {
        var facets = JSON.createObjectNode();
        facets.set("subject", any(stream(from, "subjects").flatMap(SampleDocuments::withAncestors)));
        facets.put(
                "eqf",
                !from.has("level") ? "undisclosed" : compare.at("/eqf/level").asString("unmapped"));
        facets.put(
                "level",
                from.has("level")
                        ? from.at("/level/framework").asString() + ":"
                                + from.at("/level/value").asString()
                        : "undisclosed");
        facets.set(
                "mode",
                any(Stream.concat(
                        Stream.of(from.at("/participation/mode"))
                                .filter(JsonNode::isString)
                                .map(JsonNode::asString),
                        intakes.stream()
                                .filter(each -> each.has("mode"))
                                .map(each -> each.path("mode").asString()))));
        facets.set(
                "language",
                any(stream(from, "languages")
                        .map(tag -> Locale.forLanguageTag(tag.asString()).getLanguage())));
        facets.put("provider", provider.path("slug").asString());
        facets.put("country", provider.path("country").asString());
        facets.put("credential", from.at("/credential/type").asString("undisclosed"));
        facets.put(
                "creditBearing",
                from.has("credit") ? String.valueOf(from.at("/credit/points").asDouble() > 0) : "undisclosed");
        facets.put(
                "stackable",
                stackable(from).stream().map(String::valueOf).findFirst().orElse("undisclosed"));
        facets.set(
                "assessment",
                any(stream(from, "assessment").map(each -> each.path("type").asString())));
        return facets;
    }

    private static List<Boolean> stackable(JsonNode from) {
        var stackability = from.path("stackability");
        return stackability.isMissingNode()
                ? List.of()
                : List.of(!stackability.path("recognisedBy").isEmpty()
                        || !stackability.path("standalone").asBoolean(true));
    }

    private static Stream<String> withAncestors(JsonNode subject) {
        var scheme = subject.path("scheme").asString();
        var code = subject.path("code").asString();
        return Stream.of(2, 3, code.length())
                .map(length -> scheme + ":" + code.substring(0, Math.min(length, code.length())));
    }

    private Integer eqf(JsonNode from) {
        var framework = from.at("/level/framework").asString("");
        var value = from.at("/level/value").asString("");
        if (REFERENCED.contains(framework)) {
            return value.matches("[1-8]") ? Integer.valueOf(value) : null;
        }
        return framework.equals("SCQF") ? SCQF.get(value) : null;
    }

    private static void texts(JsonNode from, ObjectNode document, ObjectNode provider) {
        copy(from, document, "title", "summary", "description", "outcomes");
        document.set("skills", labels(from.path("skills")));
        document.set("subjects", labels(from.path("subjects")));
        document.set("occupations", labels(from.path("occupations")));
        document.put("providerName", provider.path("name").asString());
        document.put("credentialName", from.at("/credential/name").asString(""));
        var languages = document.putObject("in");
        stream(from, "languages")
                .map(tag -> Locale.forLanguageTag(tag.asString()).getLanguage())
                .map(language -> language.equals("nb") ? "no" : language)
                .distinct()
                .forEach(language -> {
                    if (ANALYSED.contains(language)) {
                        var texts = languages.putObject(language);
                        copy(from, texts, "title");
                        texts.set("skills", document.path("skills"));
                        texts.set("all", all(document));
                    }
                });
    }

    private static ArrayNode all(ObjectNode document) {
        var all = JSON.createArrayNode();
        Stream.of(
                        "title",
                        "summary",
                        "description",
                        "outcomes",
                        "skills",
                        "credentialName",
                        "subjects",
                        "occupations",
                        "providerName")
                .map(document::path)
                .forEach(text -> {
                    if (text.isArray()) {
                        all.addAll((ArrayNode) text);
                    } else if (text.isString()) {
                        all.add(text);
                    }
                });
        return all;
    }

    private static ArrayNode starts(List<ObjectNode> open) {
        var starts = JSON.createArrayNode();
        open.stream().filter(intake -> intake.has("starts")).forEach(intake -> starts.add(intake.path("starts")));
        return starts;
    }

    private static Stream<JsonNode> stream(JsonNode from, String name) {
        return StreamSupport.stream(from.path(name).spliterator(), false);
    }

    private static ArrayNode labels(JsonNode nodes) {
        var labels = JSON.createArrayNode();
        nodes.forEach(node -> labels.add(node.path("label").asString()));
        return labels;
    }

    private static ArrayNode types(JsonNode from) {
        var types = JSON.createArrayNode();
        stream(from, "assessment").forEach(each -> types.add(each.path("type").asString()));
        return types;
    }

    private static ArrayNode any(Stream<String> values) {
        var distinct = new LinkedHashSet<>(values.toList());
        var array = JSON.createArrayNode();
        (distinct.isEmpty() ? Set.of("undisclosed") : distinct).forEach(array::add);
        return array;
    }

    private static ArrayNode array(List<ObjectNode> nodes) {
        return JSON.createArrayNode().addAll(nodes);
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        Stream.of(names).filter(from::has).forEach(name -> to.set(name, from.path(name)));
    }

    private static String slug(String title) {
        return Normalizer.normalize(title, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
