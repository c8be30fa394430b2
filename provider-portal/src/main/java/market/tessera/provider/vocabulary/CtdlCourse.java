package market.tessera.provider.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** A learning opportunity of the Credential Transparency Description Language (https://credreg.net/ctdl/terms). */
final class CtdlCourse {
    private static final Map<String, String> MODES = Map.of(
            "inperson",
            "onsite",
            "inpersononly",
            "onsite",
            "onsite",
            "onsite",
            "onlineonly",
            "online",
            "online",
            "online",
            "blendeddelivery",
            "blended",
            "blended",
            "blended");
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
    private static final Map<String, String> CREDIT_UNITS = Map.of(
            "semesterhours",
            "US-SCH",
            "semesterhour",
            "US-SCH",
            "quarterhours",
            "US-QCH",
            "quarterhour",
            "US-QCH",
            "continuingeducationunit",
            "US-CEU",
            "ects",
            "ECTS");

    private final Thing course;
    private final Transcript offering;

    CtdlCourse(Thing course, Transcript offering) {
        this.course = course;
        this.offering = offering;
    }

    void write() {
        offering.text("externalId", course.text("ctid").or(() -> Optional.ofNullable(course.address())));
        CourseCodes.write(course.texts("codedNotation"), offering, "codedNotation");
        offering.text("title", course.text("name"));
        offering.description(course.text("description"));
        offering.text("url", course.text("subjectWebpage").filter(Thing::isAddress));
        Pictures.write(course, offering);
        course.values("availabilityListing");
        awardingBody();
        Term.teach(Term.of(course, "teaches", "assesses"), offering, "teaches");
        effort();
        credit();
        Levels.write(Term.of(course, "audienceLevelType", "educationLevelType"), offering, "audienceLevelType");
        Assessments.write(
                Term.of(course, "assessmentMethodType"),
                course.text("assessmentMethodDescription"),
                offering,
                "assessmentMethodType");
        participation();
        qualityAssurance();
        prerequisites();
        stackability();
        Languages.write(course.texts("inLanguage"), offering);
        costs();
        if (!course.values("financialAssistance").isEmpty()) {
            offering.set("financialAid", Transcript.JSON.booleanNode(true));
        }
        codes();
        Credentials.write(course.things("credentialAwarded"), offering, "credentialAwarded");
        intakes();
    }

    /** Whoever owns it, if somebody else offers it. */
    private void awardingBody() {
        var offers = Organisations.offering(course).flatMap(Organisations::id);
        course.things("ownedBy").stream()
                .filter(owner -> !Organisations.id(owner).equals(offers))
                .findFirst()
                .flatMap(Organisations::profile)
                .ifPresent(owner -> offering.set("awardingBody", body(owner)));
    }

    private static ObjectNode body(ObjectNode profile) {
        var body = Transcript.JSON.objectNode().put("name", profile.get("name").asString());
        if (profile.has("url")) {
            body.set("url", profile.get("url"));
        }
        return body;
    }

    private void effort() {
        var written = Stream.concat(
                        course.things("estimatedDuration").stream()
                                .flatMap(profile -> profile.texts("exactDuration").stream()),
                        course.texts("timeRequired").stream())
                .toList();
        Efforts.write(written, offering, "estimatedDuration");
        course.things("estimatedDuration").stream()
                .filter(profile -> profile.has("minimumDuration") || profile.has("maximumDuration"))
                .forEach(profile -> offering.undisclosed(
                        "estimatedDuration",
                        profile.text("minimumDuration").orElse("") + "–"
                                + profile.text("maximumDuration").orElse(""),
                        "is a range"));
    }

    private void credit() {
        var values = course.things("creditValue");
        for (var value : values.stream().limit(1).toList()) {
            var unit = Term.of(value, "creditUnitType").stream().findFirst();
            var framework = unit.map(term -> CREDIT_UNITS.getOrDefault(term.concept(), term.name()))
                    .or(() -> value.anyText("description", "unitText"))
                    .filter(name -> name.length() <= 40);
            Credits.write(value.anyText("value", "minValue"), framework, offering, "creditValue");
        }
        if (values.size() > 1) {
            offering.note("creditValue", "has %d values; the first was taken".formatted(values.size()));
        }
    }

    private void participation() {
        var stated = Term.of(course, "deliveryType");
        stated.stream()
                .filter(term -> !MODES.containsKey(term.concept()))
                .forEach(term -> offering.undisclosed("deliveryType", term.name(), "is no known way of delivery"));
        var modes = stated.stream()
                .flatMap(term -> Stream.ofNullable(MODES.get(term.concept())))
                .distinct()
                .toList();
        var places = course.things("availableAt");
        var online = !course.values("availableOnlineAt").isEmpty();
        var mode = mode(modes, !places.isEmpty(), online);
        mode.ifPresent(known -> {
            var node = Transcript.JSON.objectNode().put("mode", known);
            places.stream().findFirst().flatMap(Places::place).ifPresent(place -> node.set("place", place));
            offering.set("participation", node);
        });
        if (mode.isPresent() && places.size() > 1) {
            offering.note("availableAt", "has %d places; the first was taken".formatted(places.size()));
        }
    }

    private Optional<String> mode(List<String> modes, boolean somewhere, boolean online) {
        if (modes.contains("blended")) {
            return Optional.of("blended");
        }
        if (modes.size() > 1) {
            offering.undisclosed("deliveryType", String.join(" and ", modes), "is more than one form of participation");
            return Optional.empty();
        }
        if (modes.isEmpty() && somewhere != online) {
            offering.derived("participation", "where it is available", somewhere ? "availableAt" : "availableOnlineAt");
            return Optional.of(somewhere ? "onsite" : "online");
        }
        return modes.stream().findFirst();
    }

    private void qualityAssurance() {
        var types = Map.of(
                "accreditedBy",
                "accreditation",
                "approvedBy",
                "external-review",
                "regulatedBy",
                "external-review",
                "recognizedBy",
                "industry");
        var reviews = Stream.of("accreditedBy", "approvedBy", "regulatedBy", "recognizedBy")
                .flatMap(property -> course.things(property).stream()
                        .flatMap(body -> body.label().or(() -> Optional.ofNullable(body.address())).stream())
                        .map(name -> Transcript.JSON
                                .objectNode()
                                .put("type", types.get(property))
                                .put("body", name)))
                .toList();
        offering.list("qualityAssurance", "accreditedBy", reviews, 20);
    }

    private void prerequisites() {
        var conditions = course.things(Stream.of("entryCondition", "requires"))
                .flatMap(condition ->
                        Stream.concat(condition.text("description").stream(), condition.texts("condition").stream()))
                .distinct()
                .collect(Collectors.joining("\n"));
        if (conditions.length() > 4_000) {
            offering.undisclosed("entryCondition", conditions, "is too long");
        } else if (!conditions.isEmpty()) {
            offering.text("prerequisites", Optional.of(conditions));
        }
    }

    private void stackability() {
        var wholes = course.things(Stream.of("isPartOf", "advancedStandingFor"))
                .flatMap(whole -> whole.label().or(() -> whole.text("description")).stream())
                .filter(name -> name.length() <= 500)
                .map(Transcript.JSON::stringNode)
                .toList();
        if (!wholes.isEmpty()) {
            offering.set(
                    "stackability",
                    Transcript.JSON
                            .objectNode()
                            .set(
                                    "recognisedBy",
                                    Transcript.JSON
                                            .arrayNode()
                                            .addAll(wholes.stream().limit(20).toList())));
        }
        var leadsTo = course.things("isPreparationFor").stream()
                .flatMap(award -> award.label().or(() -> award.text("description")).stream())
                .filter(name -> name.length() <= 300)
                .map(name -> Transcript.JSON
                        .objectNode()
                        .put("type", Credentials.recognition(name))
                        .put("name", name))
                .toList();
        offering.list("recognition", "isPreparationFor", leadsTo, 20);
    }

    /** The total is no line of its own beside its parts. */
    private void costs() {
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

    private void codes() {
        var programmes = Term.of(course, "instructionalProgramType");
        var subjects = Stream.concat(programmes.stream(), Term.of(course, "subject").stream())
                .flatMap(term -> subject(term, programmes.contains(term)).stream())
                .toList();
        offering.list("subjects", "instructionalProgramType", subjects, 20);
        var occupations = Term.of(course, "occupationType").stream()
                .filter(term -> term.code() != null)
                .map(term ->
                        term.classified(term.isOf("isco") ? "ISCO-08" : "SOC", Objects.requireNonNull(term.code())))
                .toList();
        offering.list("occupations", "occupationType", occupations, 20);
        Stream.concat(Term.of(course, "subject").stream(), Term.of(course, "occupationType").stream())
                .filter(term -> term.code() == null)
                .map(Term::name)
                .reduce((one, more) -> one + ", " + more)
                .ifPresent(names -> offering.undisclosed("subject", names, "has no code of a public scheme"));
    }

    private static Optional<ObjectNode> subject(Term term, boolean programme) {
        var code = term.code();
        if (code == null) {
            return Optional.empty();
        }
        var isced = term.isOf("isced");
        var scheme = isced ? "ISCED-F" : term.isOf("anzsced") ? "ANZSCED" : "CIP";
        return programme || !scheme.equals("CIP")
                ? Optional.of(term.classified(scheme, scheme.equals("CIP") ? code.replace('-', '.') : code))
                : Optional.empty();
    }

    private void intakes() {
        var runs = new ArrayList<Thing>(course.things("hasOffering"));
        runs.addAll(course.things("hasScheduledOffering"));
        var intakes =
                runs.stream().flatMap(run -> intake(run).stream()).collect(Collectors.toCollection(ArrayList::new));
        if (course.has("startDate")) {
            intake(course).ifPresent(intakes::add);
        }
        offering.list("intakes", "hasOffering", intakes, 500);
    }

    private Optional<ObjectNode> intake(Thing run) {
        var intake = Intakes.dates(run, offering, "hasOffering");
        intake.ifPresent(node -> run.text("ctid")
                .or(() -> run.text("startDate"))
                .ifPresent(id -> node.put("externalId", id.toLowerCase(Locale.ROOT))));
        return intake;
    }
}
