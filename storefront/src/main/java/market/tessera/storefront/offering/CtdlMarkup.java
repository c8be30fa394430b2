package market.tessera.storefront.offering;

import java.util.List;
import java.util.Map;
import market.tessera.storefront.document.Elements;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Offering;
import market.tessera.storefront.document.Pathway;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An offering as a CTDL Course (https://credreg.net/ctdl/terms): what the registry requires, and of the rest what its provider has said. Who
 * offers it stands inside, so that nobody has to ask for it.
 */
final class CtdlMarkup {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TERMS = "https://credreg.net/ctdl/terms/";
    private static final Map<String, String> DELIVERY = Map.of(
            "online", "deliveryType:OnlineOnly",
            "onsite", "deliveryType:InPerson",
            "blended", "deliveryType:BlendedDelivery");
    private static final Map<String, String> COSTS =
            Map.of("tuition", "costType:Tuition", "materials", "costType:LearningResource");

    private final Offering offering;
    private final Elements elements;
    private final @Nullable Double hours;
    private final List<Pathway> pathways;
    private final String language;
    private final String origin;

    /** @param pathways that it is part of */
    CtdlMarkup(Listed listed, List<Pathway> pathways, String origin) {
        this.offering = listed.offering();
        this.elements = offering.elements();
        this.hours = listed.measures().effort().hours();
        this.pathways = pathways;
        this.language =
                elements.languages().isEmpty() ? "en" : elements.languages().getFirst();
        this.origin = origin;
    }

    ObjectNode toJson() {
        var course = JSON.objectNode()
                .put("@context", "https://credreg.net/ctdl/schema/context/json")
                .put("@id", origin + "/api/v1/offerings/" + offering.id())
                .put("@type", "ceterms:Course")
                .put("ceterms:ctid", "ce-" + offering.id());
        course.set("ceterms:name", inLanguage(elements.title()));
        course.set(
                "ceterms:description", inLanguage(elements.summary() == null ? elements.title() : elements.summary()));
        course.put("ceterms:subjectWebpage", url());
        course.set("ceterms:ownedBy", JSON.arrayNode().add(provider()));
        course.set("ceterms:offeredBy", JSON.arrayNode().add(provider()));
        course.set("ceterms:availabilityListing", JSON.arrayNode().add(url()));
        set(course, "ceterms:availableAt", places());
        course.put("ceterms:versionIdentifier", Integer.toString(offering.edition()));
        set(course, "ceterms:inLanguage", languages());
        set(course, "ceterms:estimatedDuration", duration());
        set(course, "ceterms:creditValue", credit());
        set(course, "ceterms:estimatedCost", costs());
        set(course, "ceterms:teaches", teaches());
        set(course, "ceterms:deliveryType", delivery());
        set(course, "ceterms:assessmentMethodType", assessment());
        set(course, "ceterms:instructionalProgramType", coded(elements.subjects(), "CIP"));
        set(course, "ceterms:occupationType", coded(elements.occupations(), "SOC"));
        set(course, "ceterms:isPartOf", partOf());
        set(course, "ceterms:accreditedBy", reviewers(true));
        set(course, "ceterms:approvedBy", reviewers(false));
        if (elements.prerequisites() != null) {
            var condition = JSON.objectNode().put("@type", "ceterms:ConditionProfile");
            condition.set("ceterms:description", inLanguage(elements.prerequisites()));
            course.set("ceterms:entryCondition", JSON.arrayNode().add(condition));
        }
        return course;
    }

    private String url() {
        return origin + "/offerings/" + offering.slug();
    }

    private ObjectNode provider() {
        var publisher = offering.provider();
        var page = origin + "/institutions/" + publisher.slug();
        var provider = organization("ceterms:CredentialOrganization", publisher.name());
        return provider.put("@id", page)
                .put("ceterms:subjectWebpage", publisher.url() == null ? page : publisher.url());
    }

    private ArrayNode reviewers(boolean accrediting) {
        var reviewers = JSON.arrayNode();
        elements.qualityAssurance().stream()
                .filter(review -> review.body() != null && review.type().equals("accreditation") == accrediting)
                .forEach(review -> reviewers.add(organization("ceterms:QACredentialOrganization", review.body())));
        return reviewers;
    }

    private ObjectNode organization(String type, String name) {
        var organization = JSON.objectNode().put("@type", type);
        organization.set("ceterms:name", inLanguage(name));
        return organization;
    }

    /** By name; where they are said in full is their address. */
    private ArrayNode partOf() {
        var partOf = JSON.arrayNode();
        pathways.forEach(pathway -> {
            var node = JSON.objectNode()
                    .put("@type", "ceterms:Pathway")
                    .put("@id", origin + "/api/v1/pathways/" + pathway.id())
                    .put("ceterms:ctid", "ce-" + pathway.id());
            node.set("ceterms:name", inLanguage(pathway.title()));
            partOf.add(node);
        });
        return partOf;
    }

    private ArrayNode places() {
        var places = JSON.arrayNode();
        elements.place().ifPresent(place -> {
            var node = JSON.objectNode().put("@type", "ceterms:Place");
            text(node, "ceterms:name", place.name());
            text(node, "ceterms:addressLocality", place.city());
            text(node, "ceterms:addressCountry", place.country());
            places.add(node);
        });
        return places;
    }

    private ArrayNode assessment() {
        var methods = JSON.arrayNode();
        elements.assessment().forEach(each -> methods.add(alignment(each.type(), null)));
        return methods;
    }

    private ArrayNode languages() {
        var languages = JSON.arrayNode();
        elements.languages().forEach(languages::add);
        return languages;
    }

    private ArrayNode duration() {
        var durations = JSON.arrayNode();
        if (hours != null) {
            durations.add(JSON.objectNode()
                    .put("@type", "ceterms:DurationProfile")
                    .put("ceterms:exactDuration", Durations.ofHours(hours)));
        }
        return durations;
    }

    private ArrayNode credit() {
        var values = JSON.arrayNode();
        var credit = elements.credit();
        if (credit != null && credit.points() != null) {
            var value =
                    JSON.objectNode().put("@type", "schema:QuantitativeValue").put("schema:value", credit.points());
            if (credit.framework() != null) {
                value.set("schema:description", inLanguage(credit.framework()));
            }
            values.add(value);
        }
        return values;
    }

    private ArrayNode costs() {
        var costs = JSON.arrayNode();
        elements.costs().forEach(cost -> costs.add(cost(cost)));
        return costs;
    }

    private ObjectNode cost(Elements.Cost cost) {
        var type = cost.type() == null ? "other" : cost.type();
        var profile = JSON.objectNode()
                .put("@type", "ceterms:CostProfile")
                .put("ceterms:costDetails", url())
                .put("ceterms:currency", cost.currency())
                .put("ceterms:price", cost.money().toMajorUnits());
        profile.set("ceterms:name", inLanguage(cost.label() == null ? type : cost.label()));
        if (COSTS.containsKey(type)) {
            profile.set("ceterms:directCostType", concept("CostType", type, COSTS.get(type)));
        }
        return profile;
    }

    private ArrayNode teaches() {
        var teaches = JSON.arrayNode();
        elements.outcomes().forEach(outcome -> teaches.add(alignment(outcome, null)));
        elements.skills().forEach(skill -> teaches.add(alignment(skill.label(), skill.uri())));
        return teaches;
    }

    private ArrayNode delivery() {
        var delivery = JSON.arrayNode();
        var participation = elements.participation();
        if (participation != null && participation.mode() != null && DELIVERY.containsKey(participation.mode())) {
            delivery.add(concept("Delivery", participation.mode(), DELIVERY.get(participation.mode())));
        }
        return delivery;
    }

    private ArrayNode coded(List<Elements.Code> codes, String scheme) {
        var coded = JSON.arrayNode();
        codes.stream()
                .filter(code -> code.scheme().equals(scheme))
                .forEach(code -> coded.add(alignment(code.label() == null ? code.code() : code.label(), null)
                        .put("ceterms:codedNotation", code.code())));
        return coded;
    }

    /** One of a vocabulary of CTDL's own. */
    private ObjectNode concept(String framework, String name, @Nullable String target) {
        var concept = alignment(name, target).put("ceterms:framework", TERMS + framework);
        concept.set("ceterms:frameworkName", inLanguage(framework));
        return concept;
    }

    private ObjectNode alignment(String name, @Nullable String target) {
        var alignment = JSON.objectNode().put("@type", "ceterms:CredentialAlignmentObject");
        alignment.set("ceterms:targetNodeName", inLanguage(name));
        if (target != null) {
            alignment.put("ceterms:targetNode", target);
        }
        return alignment;
    }

    private ObjectNode inLanguage(String text) {
        return JSON.objectNode().put(language, text);
    }

    private void text(ObjectNode node, String name, @Nullable String text) {
        if (text != null) {
            node.set(name, inLanguage(text));
        }
    }

    private static void set(ObjectNode node, String name, ArrayNode values) {
        if (!values.isEmpty()) {
            node.set(name, values);
        }
    }
}
