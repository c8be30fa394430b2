package market.tessera.storefront.offering;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Elements;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Offering;
import market.tessera.storefront.document.Offering.Intake;
import market.tessera.storefront.document.Reputation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An offering as a schema.org Course; what is undisclosed is left out. */
final class CourseMarkup {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SCHEMA = "https://schema.org/";
    private static final Map<String, String> MODES =
            Map.of("online", "Online", "onsite", "Onsite", "blended", "Blended");

    private final Offering offering;
    private final Elements elements;
    private final @Nullable Money cost;
    private final @Nullable Double hours;
    private final Reputation.@Nullable Rating rating;
    private final String origin;
    private final LocalDate today;

    CourseMarkup(Listed listed, String origin, LocalDate today) {
        this.offering = listed.offering();
        this.elements = offering.elements();
        this.cost = listed.measures().cost().money();
        this.hours = listed.measures().effort().hours();
        this.rating = listed.reputation().rating();
        this.origin = origin;
        this.today = today;
    }

    ObjectNode toJson() {
        var course = typed("Course")
                .put("@context", "https://schema.org")
                .put("@id", url())
                .put("url", url());
        course.put("name", elements.title());
        course.put("description", description());
        put(
                course,
                "image",
                elements.image() == null ? null : origin + elements.image().url());
        course.set("provider", provider());
        put(course, "courseCode", elements.courseCodes().stream().findFirst().orElse(offering.id()));
        put(course, "inLanguage", texts(elements.languages()));
        put(course, "teaches", teaches());
        put(course, "educationalLevel", level());
        put(course, "timeRequired", workload());
        put(course, "numberOfCredits", credits());
        put(course, "coursePrerequisites", elements.prerequisites());
        put(course, "educationalCredentialAwarded", credential());
        put(
                course,
                "occupationalCredentialAwarded",
                texts(elements.recognition().stream()
                        .map(Elements.Recognition::name)
                        .filter(Objects::nonNull)
                        .toList()));
        put(course, "about", subjects());
        put(course, "offers", offer(cost, availability()));
        put(course, "hasCourseInstance", instances());
        put(course, "subjectOf", documents());
        put(course, "aggregateRating", rating());
        return course;
    }

    /** What there is to read about the course; as schema.org has no property of a course for its syllabus as a file. */
    private ArrayNode documents() {
        var documents = JSON.arrayNode();
        elements.documents().stream().map(each -> each.at(origin)).forEach(document -> {
            var file = typed("DigitalDocument")
                    .put("name", document.title())
                    .put("url", document.url())
                    .put("encodingFormat", "application/pdf")
                    .put("inLanguage", document.language());
            documents.add(file);
        });
        return documents;
    }

    private @Nullable ObjectNode rating() {
        return rating == null
                ? null
                : typed("AggregateRating")
                        .put("ratingValue", rating.average())
                        .put("ratingCount", rating.count())
                        .put("bestRating", 5)
                        .put("worstRating", 1);
    }

    private String url() {
        return origin + "/offerings/" + offering.slug();
    }

    private String description() {
        return elements.summary() != null ? elements.summary() : elements.title();
    }

    private ObjectNode provider() {
        var publisher = offering.provider();
        var provider = typed("EducationalOrganization")
                .put("name", publisher.name())
                .put("url", origin + "/institutions/" + publisher.slug());
        put(provider, "sameAs", publisher.url());
        if (publisher.country() != null) {
            var address = typed("PostalAddress").put("addressCountry", publisher.country());
            put(address, "addressLocality", publisher.city());
            provider.set("address", address);
        }
        return provider;
    }

    private ArrayNode teaches() {
        var teaches = texts(elements.outcomes());
        elements.skills().forEach(skill -> {
            var term = typed("DefinedTerm").put("name", skill.label());
            put(term, "url", skill.uri());
            teaches.add(term);
        });
        return teaches;
    }

    private @Nullable ObjectNode level() {
        var level = elements.level();
        return level == null
                ? null
                : typed("DefinedTerm")
                        .put("name", level.framework() + " " + level.value())
                        .put("inDefinedTermSet", level.framework());
    }

    private @Nullable String workload() {
        return hours == null ? null : Durations.ofHours(hours);
    }

    private @Nullable ObjectNode credits() {
        var credit = elements.credit();
        if (credit == null || credit.points() == null) {
            return null;
        }
        var value = typed("StructuredValue").put("value", credit.points());
        put(value, "name", credit.framework());
        return value;
    }

    private @Nullable ObjectNode credential() {
        var credential = elements.credential();
        return credential == null
                ? null
                : typed("EducationalOccupationalCredential")
                        .put("name", credential.name() == null ? elements.title() : credential.name())
                        .put("credentialCategory", credential.type());
    }

    private ArrayNode subjects() {
        var about = JSON.arrayNode();
        elements.subjects().forEach(subject -> {
            var term = typed("DefinedTerm").put("termCode", subject.code()).put("inDefinedTermSet", subject.scheme());
            put(term, "name", subject.label());
            about.add(term);
        });
        return about;
    }

    /** @param availability null where nothing is said of it */
    private @Nullable ObjectNode offer(@Nullable Money price, @Nullable String availability) {
        if (price == null) {
            return null;
        }
        var offer = typed("Offer")
                .put("category", price.isZero() ? "Free" : "Paid")
                .put("price", price.toMajorUnits().toPlainString())
                .put("priceCurrency", price.currency().getCurrencyCode())
                .put("url", url());
        put(offer, "availability", availability == null ? null : SCHEMA + availability);
        return offer;
    }

    /** Whether a place can be had in any intake. */
    private @Nullable String availability() {
        if (offering.intakes().isEmpty()) {
            return null;
        }
        var open = offering.openIntakes(today);
        return open.isEmpty() ? "OutOfStock" : open.stream().allMatch(Intake::isFull) ? "SoldOut" : "InStock";
    }

    private ArrayNode instances() {
        var instances = JSON.arrayNode();
        offering.openIntakes(today).forEach(intake -> instances.add(instance(intake)));
        return instances;
    }

    private ObjectNode instance(Intake intake) {
        var instance = typed("CourseInstance").put("@id", url() + "#" + intake.id());
        put(instance, "courseMode", mode(intake));
        put(
                instance,
                "startDate",
                intake.starts() == null ? null : intake.starts().toString());
        put(instance, "endDate", intake.ends() == null ? null : intake.ends().toString());
        put(instance, "courseWorkload", workload());
        put(
                instance,
                "location",
                intake.place() != null
                        ? intake.place()
                        : elements.place().map(Elements.Place::city).orElse(null));
        if (intake.teachers() != null) {
            instance.set("instructor", people(intake.teachers()));
        }
        if (intake.seats() != null) {
            instance.put("maximumAttendeeCapacity", intake.seats());
        }
        if (intake.free() != null) {
            instance.put("remainingAttendeeCapacity", intake.free());
        }
        put(instance, "offers", offer(intake.price(), intake.isFull() ? "SoldOut" : "InStock"));
        return instance;
    }

    private @Nullable String mode(Intake intake) {
        var participation = elements.participation();
        var mode = intake.mode() == null && participation != null ? participation.mode() : intake.mode();
        return mode == null ? null : MODES.getOrDefault(mode, mode);
    }

    private static ArrayNode people(List<String> names) {
        var people = JSON.arrayNode();
        names.forEach(name -> people.add(typed("Person").put("name", name)));
        return people;
    }

    private static ObjectNode typed(String type) {
        return JSON.objectNode().put("@type", type);
    }

    private static ArrayNode texts(List<String> texts) {
        var array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static void put(ObjectNode node, String name, @Nullable String text) {
        if (text != null) {
            node.put(name, text);
        }
    }

    private static void put(ObjectNode node, String name, @Nullable JsonNode value) {
        if (value != null && !(value.isArray() && value.isEmpty())) {
            node.set(name, value);
        }
    }
}
