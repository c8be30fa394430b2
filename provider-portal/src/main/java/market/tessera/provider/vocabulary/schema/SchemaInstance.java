package market.tessera.provider.vocabulary.schema;

import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.vocabulary.element.Intakes;
import market.tessera.provider.vocabulary.element.Places;
import market.tessera.provider.vocabulary.element.Term;
import market.tessera.provider.vocabulary.element.Transcript;
import tools.jackson.databind.node.ObjectNode;

/** An instance of a course of schema.org, as an intake. */
final class SchemaInstance {
    private SchemaInstance() {}

    /** Empty where it has no dates, unless everybody begins when they like. */
    static Optional<ObjectNode> intake(Thing run, Transcript offering, String property) {
        var paced = run.texts("courseMode").stream().map(Term::plain).anyMatch(word -> word.equals("selfpaced"));
        var intake = paced && !run.has("startDate")
                ? Optional.of(Transcript.JSON.objectNode().put("selfPaced", true))
                : Intakes.dates(run, offering, property);
        return intake.map(node -> complete(node, run, offering));
    }

    private static ObjectNode complete(ObjectNode intake, Thing run, Transcript offering) {
        run.anyText("@id", "url", "identifier", "startDate")
                .filter(id -> id.length() <= 200)
                .ifPresent(id -> intake.put("externalId", id));
        run.anyText("maximumEnrollment", "maximumAttendeeCapacity")
                .filter(seats -> seats.matches("\\d{1,6}"))
                .ifPresent(seats -> intake.put("seats", Integer.parseInt(seats)));
        mode(run).ifPresent(mode -> intake.put("mode", mode));
        place(run).flatMap(Places::line).ifPresent(place -> intake.put("place", place));
        var teachers = run.things("instructor").stream()
                .flatMap(teacher -> teacher.label().stream())
                .filter(name -> name.length() <= 120)
                .distinct()
                .limit(20)
                .map(Transcript.JSON::stringNode)
                .toList();
        if (!teachers.isEmpty()) {
            intake.set("teachers", Transcript.JSON.arrayNode().addAll(teachers));
        }
        var offers = run.things("offers");
        if (offers.size() == 1) {
            SchemaOffer.money(offers.getFirst(), offering).ifPresent(price -> intake.set("price", price));
            offers.getFirst()
                    .anyText("validThrough", "availabilityEnds")
                    .flatMap(Intakes::day)
                    .ifPresent(last -> intake.put("closes", last.toString()));
        }
        return intake;
    }

    static Optional<Thing> place(Thing run) {
        return run.things("location").stream()
                .filter(place -> !place.types().contains("VirtualLocation"))
                .findFirst();
    }

    /** Of a course or of an instance. */
    static Optional<String> mode(Thing thing) {
        var words = thing.texts("courseMode").stream().map(Term::plain).collect(Collectors.toCollection(HashSet::new));
        thing.texts("educationalProgramMode").stream().map(Term::plain).forEach(words::add);
        var online = words.contains("online") || words.contains("distance");
        var onsite = Stream.of("onsite", "inperson", "oncampus", "classroom").anyMatch(words::contains);
        if (words.contains("blended") || words.contains("hybrid") || (online && onsite)) {
            return Optional.of("blended");
        }
        return online ? Optional.of("online") : onsite ? Optional.of("onsite") : Optional.empty();
    }
}
