package market.tessera.provider.ctdl;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An offering as a CTDL Course, in the words that an import reads again. */
public final class CtdlWriter {
    private static final Map<String, String> MODES = Map.of(
            "online",
            "deliveryType:OnlineOnly",
            "onsite",
            "deliveryType:InPerson",
            "blended",
            "deliveryType:BlendedDelivery");
    private static final Map<String, String> COSTS =
            Map.of("tuition", "costType:Tuition", "materials", "costType:LearningResource");
    private static final Map<String, String> REVIEWS =
            Map.of("accreditation", "ceterms:accreditedBy", "industry", "ceterms:recognizedBy");

    private final JsonNode elements;
    private final ObjectNode course = Nodes.object("ceterms:Course");
    private final Nodes nodes;

    private CtdlWriter(JsonNode elements) {
        this.elements = elements;
        this.nodes = new Nodes(elements.path("languages").path(0).asString("en"));
    }

    /**
     * As one line of JSON.
     *
     * @param elements and {@code intakes} as in the catalogue format
     */
    public static String course(
            UUID id, String provider, @Nullable String address, JsonNode elements, JsonNode intakes) {
        var writer = new CtdlWriter(elements);
        writer.write("ce-" + id, provider, address);
        writer.intakes(intakes);
        return writer.course.toString();
    }

    private void write(String ctid, String provider, @Nullable String address) {
        course.put("ceterms:ctid", ctid);
        text(course, "ceterms:name", elements.path("title"));
        text(
                course,
                "ceterms:description",
                elements.has("description") ? elements.path("description") : elements.path("summary"));
        copy("url", "ceterms:subjectWebpage");
        var offers = nodes.named("ceterms:CredentialOrganization", provider);
        if (address != null) {
            offers.put("ceterms:subjectWebpage", address);
        }
        course.putArray("ceterms:offeredBy").add(offers);
        if (elements.path("awardingBody").has("name")) {
            course.putArray("ceterms:ownedBy")
                    .add(nodes.named(
                            "ceterms:CredentialOrganization",
                            elements.at("/awardingBody/name").asString()));
        }
        elements.path("languages").forEach(tag -> list("ceterms:inLanguage").add(tag));
        elements.path("courseCodes")
                .forEach(code -> list("ceterms:codedNotation").add(code));
        elements.path("outcomes")
                .forEach(outcome -> list("ceterms:teaches").add(nodes.alignment(outcome.asString(), null)));
        elements.path("skills")
                .forEach(skill -> list("ceterms:teaches")
                        .add(nodes.alignment(
                                skill.path("label").asString(),
                                skill.has("uri") ? skill.get("uri").asString() : null)));
        duration("hours", "PT", "H");
        duration("weeks", "P", "W");
        credit();
        level();
        assessment();
        participation();
        elements.path("qualityAssurance").forEach(this::review);
        condition();
        stackability();
        elements.path("costs").forEach(this::cost);
        coded("subjects", "ceterms:instructionalProgramType");
        coded("occupations", "ceterms:occupationType");
        if (elements.has("credential")) {
            var award = Nodes.object("ceterms:Credential")
                    .put(
                            "ceterms:credentialCategory",
                            elements.at("/credential/type").asString());
            text(award, "ceterms:name", elements.at("/credential/name"));
            list("ceterms:credentialAwarded").add(award);
        }
    }

    private void duration(String member, String before, String after) {
        var number = elements.path("effort").path(member);
        if (number.isNumber()) {
            list("ceterms:estimatedDuration")
                    .add(Nodes.object("ceterms:DurationProfile")
                            .put(
                                    "ceterms:exactDuration",
                                    before + number.decimalValue().toPlainString() + after));
        }
    }

    private void credit() {
        var credit = elements.path("credit");
        if (credit.has("points")) {
            var value = Nodes.object("schema:QuantitativeValue")
                    .put("schema:value", credit.get("points").decimalValue());
            value.set(
                    "ceterms:creditUnitType",
                    nodes.alignment(credit.path("framework").asString(), null));
            list("ceterms:creditValue").add(value);
        }
    }

    private void level() {
        var level = elements.path("level");
        if (level.has("value")) {
            var term = nodes.alignment(level.path("value").asString(), null);
            term.set(
                    "ceterms:frameworkName", nodes.words(level.path("framework").asString()));
            list("ceterms:audienceLevelType").add(term);
        }
    }

    private void assessment() {
        for (var way : elements.path("assessment")) {
            list("ceterms:assessmentMethodType")
                    .add(nodes.alignment(way.path("type").asString(), null));
            if (!course.has("ceterms:assessmentMethodDescription")) {
                text(course, "ceterms:assessmentMethodDescription", way.path("description"));
            }
        }
    }

    private void participation() {
        var mode = elements.at("/participation/mode").asString("");
        if (MODES.containsKey(mode)) {
            var term = nodes.alignment(mode, null).put("ceterms:targetNode", MODES.get(mode));
            list("ceterms:deliveryType").add(term);
        }
        var place = elements.at("/participation/place");
        if (!place.isEmpty()) {
            var node = Nodes.object("ceterms:Place");
            text(node, "ceterms:name", place.path("name"));
            text(node, "ceterms:addressLocality", place.path("city"));
            text(node, "ceterms:addressCountry", place.path("country"));
            list("ceterms:availableAt").add(node);
        }
    }

    private void review(JsonNode review) {
        if (review.has("body")) {
            list(REVIEWS.getOrDefault(review.path("type").asString(), "ceterms:approvedBy"))
                    .add(nodes.named(
                            "ceterms:QACredentialOrganization",
                            review.path("body").asString()));
        }
    }

    private void condition() {
        if (elements.has("prerequisites")) {
            var condition = Nodes.object("ceterms:ConditionProfile");
            text(condition, "ceterms:description", elements.path("prerequisites"));
            list("ceterms:entryCondition").add(condition);
        }
    }

    private void stackability() {
        elements.at("/stackability/recognisedBy")
                .forEach(whole ->
                        list("ceterms:isPartOf").add(nodes.named("ceterms:LearningProgram", whole.asString())));
        elements.path("recognition").forEach(award -> {
            if (award.has("name")) {
                list("ceterms:isPreparationFor")
                        .add(nodes.named(
                                "ceterms:ConditionProfile", award.path("name").asString()));
            }
        });
    }

    private void cost(JsonNode cost) {
        var currency = Currency.getInstance(cost.path("currency").asString());
        var type = cost.path("type").asString("other");
        var profile = Nodes.object("ceterms:CostProfile")
                .put("ceterms:currency", currency.getCurrencyCode())
                .put(
                        "ceterms:price",
                        BigDecimal.valueOf(cost.path("amount").asLong(), currency.getDefaultFractionDigits()));
        text(profile, "ceterms:name", cost.path("label"));
        var term = nodes.alignment(type, null);
        profile.set(
                "ceterms:directCostType",
                COSTS.containsKey(type) ? term.put("ceterms:targetNode", COSTS.get(type)) : term);
        if (cost.has("mandatory") && !cost.get("mandatory").asBoolean()) {
            profile.set("ceterms:condition", nodes.words("optional"));
        }
        list("ceterms:estimatedCost").add(profile);
    }

    private void coded(String element, String property) {
        for (var code : elements.path(element)) {
            var term = nodes.alignment(
                            code.path("label").asString(code.path("code").asString()), null)
                    .put("ceterms:codedNotation", code.path("code").asString());
            term.set("ceterms:frameworkName", nodes.words(code.path("scheme").asString()));
            list(property).add(term);
        }
    }

    private void intakes(JsonNode intakes) {
        for (var intake : intakes) {
            if (intake.has("starts")) {
                var run = Nodes.object("ceterms:ScheduledOffering")
                        .put("ceterms:startDate", intake.get("starts").asString());
                if (intake.has("ends")) {
                    run.put("ceterms:endDate", intake.get("ends").asString());
                }
                list("ceterms:hasOffering").add(run);
            }
        }
    }

    private ArrayNode list(String property) {
        return course.has(property) ? (ArrayNode) course.get(property) : course.putArray(property);
    }

    private void copy(String element, String property) {
        if (elements.has(element)) {
            course.set(property, elements.get(element));
        }
    }

    private void text(ObjectNode node, String property, JsonNode text) {
        if (text.isString()) {
            node.set(property, nodes.words(text.asString()));
        }
    }
}
