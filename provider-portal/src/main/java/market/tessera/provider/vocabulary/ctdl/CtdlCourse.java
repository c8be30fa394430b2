package market.tessera.provider.vocabulary.ctdl;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.vocabulary.element.CourseCodes;
import market.tessera.provider.vocabulary.element.Credentials;
import market.tessera.provider.vocabulary.element.Credits;
import market.tessera.provider.vocabulary.element.Efforts;
import market.tessera.provider.vocabulary.element.Intakes;
import market.tessera.provider.vocabulary.element.Languages;
import market.tessera.provider.vocabulary.element.Levels;
import market.tessera.provider.vocabulary.element.Organisations;
import market.tessera.provider.vocabulary.element.Pictures;
import market.tessera.provider.vocabulary.element.Standing;
import market.tessera.provider.vocabulary.element.Term;
import market.tessera.provider.vocabulary.element.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** A learning opportunity of the Credential Transparency Description Language (https://credreg.net/ctdl/terms). */
public final class CtdlCourse {
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

    public CtdlCourse(Thing course, Transcript offering) {
        this.course = course;
        this.offering = offering;
    }

    public void write() {
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
        new CtdlParticipation(course, offering).write();
        qualityAssurance();
        Standing.prerequisites(conditions(), offering, "entryCondition");
        Standing.partOf(names("isPartOf", "advancedStandingFor"), offering);
        Standing.leadsTo(names("isPreparationFor"), offering, "isPreparationFor");
        Languages.write(course.texts("inLanguage"), offering);
        new CtdlCosts(course, offering).write();
        if (!course.values("financialAssistance").isEmpty()) {
            offering.set("financialAid", Transcript.JSON.booleanNode(true));
        }
        new CtdlCodes(course, offering).write();
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
                .ifPresent(owner -> offering.set("awardingBody", Organisations.body(owner)));
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

    private Stream<String> conditions() {
        return course.things(Stream.of("entryCondition", "requires"))
                .flatMap(condition ->
                        Stream.concat(condition.text("description").stream(), condition.texts("condition").stream()));
    }

    private Stream<String> names(String... properties) {
        return course.things(Stream.of(properties))
                .flatMap(thing -> thing.label().or(() -> thing.text("description")).stream());
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
