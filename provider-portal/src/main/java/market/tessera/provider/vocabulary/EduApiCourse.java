package market.tessera.provider.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.tessera.provider.jsonld.Graph;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.mapping.MappedRecord;
import market.tessera.provider.vocabulary.element.CourseCodes;
import market.tessera.provider.vocabulary.element.Intakes;
import market.tessera.provider.vocabulary.element.Languages;
import market.tessera.provider.vocabulary.element.Places;
import market.tessera.provider.vocabulary.element.Term;
import market.tessera.provider.vocabulary.element.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** A course with its CourseOfferings (1EdTech Edu-API 1.0) as intakes. */
public final class EduApiCourse {
    private static final Map<String, String> MODES =
            Map.of("online", "online", "blended", "blended", "onground", "onsite");
    private static final Graph NOTHING = new Graph();

    private EduApiCourse() {}

    /** The course that a run is of; the run itself, where it names none. */
    public static String course(ObjectNode run) {
        return run.path("course").asString(run.path("sourcedId").asString(""));
    }

    /** The runs of a course, in the order of the file. */
    public static final class Runs {
        private final List<ObjectNode> intakes = new ArrayList<>();
        private String first = "";

        /** Those that are deleted, or closed for registration, are no intakes. */
        public void add(ObjectNode node) {
            var id = node.path("sourcedId").asString("");
            first = first.isEmpty() ? id : first;
            var run = Thing.of(node, NOTHING);
            var open = !run.text("registrationStatus").filter("closed"::equals).isPresent();
            if (open && run.text("recordStatus").orElse("active").equals("active")) {
                Intakes.dates(run, new Transcript(), "startDate")
                        .map(intake -> complete(intake, run))
                        .ifPresent(intakes::add);
            }
        }

        /** Whether the course is described where this one stands. */
        public boolean beginWith(ObjectNode node) {
            return first.equals(node.path("sourcedId").asString(""));
        }
    }

    private static ObjectNode complete(ObjectNode intake, Thing run) {
        run.text("sourcedId").filter(id -> id.length() <= 200).ifPresent(id -> intake.put("externalId", id));
        run.text("maxNumberStudents")
                .filter(seats -> seats.matches("\\d{1,6}"))
                .ifPresent(seats -> intake.put("seats", Integer.parseInt(seats)));
        mode(run).ifPresent(mode -> intake.put("mode", mode));
        run.things("locations").stream()
                .findFirst()
                .flatMap(Places::line)
                .ifPresent(place -> intake.put("place", place));
        return intake;
    }

    private static Optional<String> mode(Thing run) {
        return run.text("offeringFormat").map(format -> MODES.get(Term.plain(format)));
    }

    /** An offering of the catalogue format. */
    public static MappedRecord offering(ObjectNode node, Runs runs, boolean own) {
        var run = Thing.of(node, NOTHING);
        var offering = new Transcript();
        offering.text("externalId", Optional.of(course(node)).filter(id -> !id.isEmpty()));
        if (!own) {
            offering.text("provider", run.anyText("organization", "organizationCode"));
        }
        CourseCodes.write(
                run.things("primaryCode").stream()
                        .flatMap(code -> code.anyText("identifier", "name").stream())
                        .toList(),
                offering,
                "primaryCode");
        offering.text("title", run.text("title"));
        offering.description(run.text("description"));
        Languages.write(run.texts("teachingLanguage"), offering);
        mode(run)
                .ifPresentOrElse(
                        mode -> offering.set("participation", participation(mode, run)),
                        () -> run.text("offeringFormat")
                                .ifPresent(format -> offering.undisclosed(
                                        "offeringFormat", format, "is no known form of participation")));
        offering.list("intakes", "startDate", runs.intakes, 500);
        known(run);
        offering.rest(run);
        return offering.done();
    }

    private static ObjectNode participation(String mode, Thing run) {
        var node = Transcript.JSON.objectNode().put("mode", mode);
        run.text("synchronicity")
                .filter(when -> !when.equals("hybrid"))
                .ifPresent(when -> node.put("synchronous", when.equals("synchronous")));
        return node;
    }

    /** What is used for runs, or only means something inside the sending system. */
    private static void known(Thing run) {
        List.of(
                        "course",
                        "sourcedId",
                        "startDate",
                        "endDate",
                        "registrationStatus",
                        "maxNumberStudents",
                        "locations",
                        "academicSession",
                        "academicSessionCode",
                        "offeringType",
                        "primaryCode",
                        "otherCodes",
                        "organization",
                        "organizationCode",
                        "minNumberStudents",
                        "enrolledNumberStudents",
                        "pendingNumberStudents",
                        "parent")
                .forEach(run::values);
    }

    /** Its organisation, of which only the id is known. */
    public static Optional<ObjectNode> provider(ObjectNode node) {
        var run = Thing.of(node, NOTHING);
        return run.anyText("organization", "organizationCode")
                .map(id -> Transcript.JSON
                        .objectNode()
                        .put("externalId", id)
                        .put("name", run.text("organizationCode").orElse(id)));
    }
}
