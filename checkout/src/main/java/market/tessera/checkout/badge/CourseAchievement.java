package market.tessera.checkout.badge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.checkout.badge.OpenBadge.Frame;
import market.tessera.checkout.completion.Completion;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.offer.Editions;
import market.tessera.checkout.status.StatusLists.Slot;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a completed course was, in the terms of Open Badges 3.0: taken from the edition that was bought. */
@Component
class CourseAchievement {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** The European classification of skills; others have addresses of their own. */
    private static final String ESCO = "://data.europa.eu/esco/";

    /** ISO 3166-1, two letters. */
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private final Criteria criteria;
    private final OpenBadge format;
    private final String origin;

    CourseAchievement(Criteria criteria, OpenBadge format, @Value("${tessera.public-url}") String origin) {
        this.criteria = criteria;
        this.format = format;
        this.origin = origin;
    }

    /**
     * All that it is written from.
     *
     * @param edition the offering as it was bought, in the form of {@code offering.published}
     * @param endorsements what other institutions say of it, signed by them
     */
    record Award(
            UUID id,
            Issuer issuer,
            Enrollment enrollment,
            Completion completion,
            JsonNode edition,
            List<JsonNode> endorsements) {}

    /** The whole credential, yet to be secured. */
    ObjectNode write(Award award, Slot slot, Instant at) {
        var subject = OpenBadge.subject(award.enrollment().learner().email(), achievement(award));
        percent(award.completion()).ifPresent(percent -> addResult(subject, percent));
        return format.write(
                new Frame(
                        award.id(), award.issuer(), award.enrollment().course().title(), slot, at),
                subject);
    }

    private ObjectNode achievement(Award award) {
        var elements = award.edition().path("elements");
        var course = award.enrollment().course();
        var achievement =
                JSON.objectNode().put("id", new Editions.Key(course.offering(), course.edition()).achievement());
        achievement.putArray("type").add("Achievement");
        achievement
                .put("achievementType", "MicroCredential")
                .put("name", course.title())
                .put("version", Integer.toString(course.edition()))
                .put("description", elements.path("summary").asString(course.title()));
        achievement.set("creator", creator(award));
        achievement
                .putObject("criteria")
                .put("id", origin + "/offerings/" + award.edition().path("slug").asString(""))
                .put("narrative", criteria.narrative(elements));
        achievement.set("image", format.image(award.id(), course.title()));
        Optional.of(elements.at("/credit/points"))
                .filter(JsonNode::isNumber)
                .ifPresent(points -> achievement.set("creditsAvailable", plain(points.decimalValue())));
        elements.path("languages")
                .valueStream()
                .findFirst()
                .ifPresent(language -> achievement.set("inLanguage", language));
        addAlignments(achievement, elements);
        if (!award.endorsements().isEmpty()) {
            achievement.putArray("endorsement").addAll(award.endorsements());
        }
        return achievement;
    }

    /** With the country that its word counts in. */
    private static ObjectNode creator(Award award) {
        var creator = award.issuer().profile();
        var country = award.edition().at("/provider/country").asString("");
        if (COUNTRY.matcher(country).matches()) {
            creator.putObject("address")
                    .put("addressCountry", Locale.of("", country).getDisplayCountry(Locale.ENGLISH))
                    .put("addressCountryCode", country)
                    .putArray("type")
                    .add("Address");
        }
        return creator;
    }

    /** Skills and the level in published frameworks as alignments; what has no address of its own as tags. */
    private static void addAlignments(ObjectNode achievement, JsonNode elements) {
        var alignments = JSON.arrayNode();
        var tags = JSON.arrayNode();
        elements.path("skills").forEach(skill -> {
            var label = skill.path("label").asString("");
            if (skill.hasNonNull("uri")) {
                var uri = skill.path("uri").asString();
                align(alignments, label, uri, uri.contains(ESCO) ? "ESCO" : "", "ceasn:Competency");
            } else {
                tags.add(label);
            }
        });
        var level = elements.path("level");
        if ("EQF".equals(level.path("framework").asString(""))) {
            var value = level.path("value").asString();
            align(
                    alignments,
                    "EQF level " + value,
                    "http://data.europa.eu/snb/eqf/" + value,
                    "European Qualifications Framework",
                    "CFItem");
        }
        if (!alignments.isEmpty()) {
            achievement.set("alignment", alignments);
        }
        if (!tags.isEmpty()) {
            achievement.set("tag", tags);
        }
    }

    private static void align(ArrayNode alignments, String name, String url, String framework, String type) {
        var alignment = alignments.addObject();
        alignment.putArray("type").add("Alignment");
        alignment.put("targetName", name).put("targetUrl", url);
        if (!framework.isEmpty()) {
            alignment.put("targetFramework", framework);
        }
        alignment.put("targetType", type);
    }

    private static void addResult(ObjectNode subject, String percent) {
        var description = "urn:uuid:" + nameBased(subject.at("/achievement/id").asString());
        var declared = ((ObjectNode) subject.path("achievement"))
                .putArray("resultDescription")
                .addObject();
        declared.put("id", description).putArray("type").add("ResultDescription");
        declared.put("name", "Final result")
                .put("resultType", "Percent")
                .put("valueMin", "0")
                .put("valueMax", "100");
        var result = subject.putArray("result").addObject();
        result.putArray("type").add("Result");
        result.put("resultDescription", description).put("value", percent);
    }

    private static Optional<String> percent(Completion completion) {
        return Optional.ofNullable(completion.achieved())
                .map(share -> share.movePointRight(2)
                        .setScale(0, RoundingMode.HALF_UP)
                        .toPlainString());
    }

    /** 2 rather than 2.0: a whole number has one form only, whichever program reads it next. */
    private static JsonNode plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() <= 0 ? JSON.numberNode(stripped.toBigIntegerExact()) : JSON.numberNode(stripped);
    }

    private static UUID nameBased(String achievement) {
        return UUID.nameUUIDFromBytes(("result/" + achievement).getBytes(StandardCharsets.UTF_8));
    }
}
