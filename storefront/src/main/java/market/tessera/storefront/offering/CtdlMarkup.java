package market.tessera.storefront.offering;

import java.util.Map;
import market.tessera.storefront.catalogue.Elements;
import market.tessera.storefront.catalogue.Lookup.Listed;
import market.tessera.storefront.catalogue.Offering;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An offering as a CTDL Course: what the vocabulary requires, and of the rest what its provider has said. */
final class CtdlMarkup {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, String> DELIVERY = Map.of(
            "online", "deliveryType:OnlineOnly",
            "onsite", "deliveryType:InPerson",
            "blended", "deliveryType:BlendedDelivery");

    private final Offering offering;
    private final Elements elements;
    private final @Nullable Double hours;
    private final String language;
    private final String origin;

    CtdlMarkup(Listed listed, String origin) {
        this.offering = listed.offering();
        this.elements = offering.elements();
        this.hours = listed.measures().effort().hours();
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
        course.set(
                "ceterms:ownedBy",
                JSON.arrayNode()
                        .add(origin + "/institutions/" + offering.provider().slug()));
        course.set("ceterms:availabilityListing", JSON.arrayNode().add(url()));
        course.put("ceterms:versionIdentifier", Integer.toString(offering.edition()));
        set(course, "ceterms:inLanguage", languages());
        set(course, "ceterms:estimatedDuration", duration());
        set(course, "ceterms:creditValue", credit());
        set(course, "ceterms:estimatedCost", costs());
        set(course, "ceterms:teaches", teaches());
        set(course, "ceterms:deliveryType", delivery());
        set(course, "ceterms:instructionalProgramType", subjects());
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
        elements.costs()
                .forEach(cost -> costs.add(JSON.objectNode()
                        .put("@type", "ceterms:CostProfile")
                        .put("ceterms:costDetails", url())
                        .put("ceterms:currency", cost.currency())
                        .put("ceterms:price", cost.money().toMajorUnits())
                        .set(
                                "ceterms:name",
                                inLanguage(
                                        cost.label() == null
                                                ? cost.type() == null ? "other" : cost.type()
                                                : cost.label()))));
        return costs;
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
            delivery.add(alignment(participation.mode(), DELIVERY.get(participation.mode())));
        }
        return delivery;
    }

    private ArrayNode subjects() {
        var subjects = JSON.arrayNode();
        elements.subjects().stream()
                .filter(subject -> subject.scheme().equals("CIP"))
                .forEach(subject -> {
                    var alignment = alignment(subject.label() == null ? subject.code() : subject.label(), null);
                    subjects.add(alignment.put("ceterms:codedNotation", subject.code()));
                });
        return subjects;
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

    private static void set(ObjectNode node, String name, ArrayNode values) {
        if (!values.isEmpty()) {
            node.set(name, values);
        }
    }
}
