package market.tessera.provider.vocabulary.schema;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.provider.jsonld.Thing;
import market.tessera.provider.vocabulary.element.CourseCodes;
import market.tessera.provider.vocabulary.element.Credentials;
import market.tessera.provider.vocabulary.element.Credits;
import market.tessera.provider.vocabulary.element.Efforts;
import market.tessera.provider.vocabulary.element.Languages;
import market.tessera.provider.vocabulary.element.Levels;
import market.tessera.provider.vocabulary.element.Organisations;
import market.tessera.provider.vocabulary.element.Pictures;
import market.tessera.provider.vocabulary.element.Places;
import market.tessera.provider.vocabulary.element.Span;
import market.tessera.provider.vocabulary.element.Standing;
import market.tessera.provider.vocabulary.element.Term;
import market.tessera.provider.vocabulary.element.Transcript;

/** A course of schema.org (https://schema.org/Course), with its instances as intakes. */
public final class SchemaCourse {
    private static final String INSTANCES = "hasCourseInstance";

    private final Thing course;
    private final Transcript offering;
    private final List<Thing> instances;

    public SchemaCourse(Thing course, Transcript offering) {
        this.course = course;
        this.offering = offering;
        this.instances = course.things(INSTANCES);
    }

    public void write() {
        offering.text(
                "externalId",
                Optional.ofNullable(course.address()).or(() -> course.anyText("courseCode", "identifier")));
        CourseCodes.write(course.texts("courseCode"), offering, "courseCode");
        course.values("identifier");
        offering.text("title", course.text("name"));
        offering.description(course.text("description"));
        offering.text("url", Optional.ofNullable(course.address()));
        Pictures.write(course, offering);
        Papers.write(course, offering);
        course.things("recognizedBy").stream()
                .findFirst()
                .flatMap(Organisations::profile)
                .ifPresent(body -> offering.set("awardingBody", Organisations.body(body)));
        Term.teach(Term.of(course, "teaches", "assesses", "competencyRequired"), offering, "teaches");
        effort();
        credit();
        Levels.write(Term.of(course, "educationalLevel"), offering, "educationalLevel");
        participation();
        Standing.prerequisites(
                course.things(Stream.of("coursePrerequisites", "programPrerequisites"))
                        .flatMap(thing -> thing.label().or(() -> thing.text("description")).stream()),
                offering,
                "coursePrerequisites");
        Standing.partOf(labels("isPartOf"), offering);
        Standing.leadsTo(labels("occupationalCredentialAwarded"), offering, "occupationalCredentialAwarded");
        languages();
        costs();
        if (!course.values("financialAidEligible").isEmpty()) {
            offering.set("financialAid", Transcript.JSON.booleanNode(true));
        }
        subjects();
        Credentials.write(
                course.things(Stream.of("educationalCredentialAwarded", "credentialCategory"))
                        .toList(),
                offering,
                "educationalCredentialAwarded");
        intakes();
    }

    /** Stated for the course, else what all instances agree on, else so much a week as their schedule says. */
    private void effort() {
        var stated = Stream.concat(course.texts("timeRequired").stream(), course.texts("timeToComplete").stream())
                .toList();
        var workloads = instances.stream()
                .flatMap(run -> run.texts("courseWorkload").stream())
                .distinct()
                .toList();
        if (!stated.isEmpty()) {
            Efforts.write(stated, offering, "timeRequired");
        } else if (workloads.size() == 1) {
            Efforts.write(workloads, offering, "courseWorkload");
        } else if (workloads.isEmpty()) {
            instances.stream()
                    .flatMap(run -> run.things("courseSchedule").stream())
                    .findFirst()
                    .ifPresent(this::weekly);
        } else {
            offering.undisclosed("courseWorkload", String.join(", ", workloads), "differs between instances");
        }
    }

    private void weekly(Thing schedule) {
        var weekly = schedule.text("repeatFrequency")
                .map(Term::plain)
                .filter(often -> often.equals("weekly") || often.equals("p1w"));
        var hours = schedule.text("duration").flatMap(Span::parse).map(Span::hours);
        var weeks = schedule.text("repeatCount")
                .filter(count -> count.matches("\\d{1,3}"))
                .map(BigDecimal::new);
        if (weekly.isPresent() && hours.isPresent() && weeks.isPresent()) {
            Efforts.weekly(weeks.get(), hours.get(), offering);
        }
    }

    private void credit() {
        for (var credit : course.things("numberOfCredits").stream().limit(1).toList()) {
            Credits.write(
                    credit.anyText("value", "name"),
                    credit.anyText("creditUnit", "unitText", "unitCode").filter(unit -> unit.length() <= 40),
                    offering,
                    "numberOfCredits");
        }
    }

    private void participation() {
        var modes = Stream.concat(Stream.of(course), instances.stream())
                .flatMap(thing -> SchemaInstance.mode(thing).stream())
                .distinct()
                .toList();
        if (modes.size() > 1) {
            offering.undisclosed("courseMode", String.join(" and ", modes), "differs between instances");
        } else if (!modes.isEmpty()) {
            var node = Transcript.JSON.objectNode().put("mode", modes.getFirst());
            synchronous().ifPresent(together -> node.put("synchronous", together));
            var places = instances.stream()
                    .flatMap(run -> SchemaInstance.place(run).flatMap(Places::place).stream())
                    .distinct()
                    .toList();
            if (places.size() == 1) {
                node.set("place", places.getFirst());
            }
            offering.set("participation", node);
        }
    }

    private Optional<Boolean> synchronous() {
        var words = instances.stream()
                .flatMap(run -> run.texts("courseMode").stream())
                .map(Term::plain)
                .collect(Collectors.toSet());
        return words.contains("synchronous") == words.contains("asynchronous")
                ? Optional.empty()
                : Optional.of(words.contains("synchronous"));
    }

    private Stream<String> labels(String property) {
        return course.things(property).stream().flatMap(thing -> thing.label().stream());
    }

    private void languages() {
        var stated = Stream.concat(Stream.of(course), instances.stream())
                .flatMap(thing -> thing.things("inLanguage").stream())
                .flatMap(language -> language.anyText("alternateName", "name").stream())
                .distinct()
                .toList();
        Languages.write(stated, offering);
    }

    /** One price is the tuition; of several it cannot be told which one a learner has to pay. */
    private void costs() {
        var offers = course.things("offers");
        var prices = offers.stream()
                .flatMap(offer -> SchemaOffer.money(offer, offering).stream())
                .distinct()
                .toList();
        if (prices.size() == 1) {
            var line = Transcript.JSON.objectNode().put("type", "tuition");
            line.setAll(prices.getFirst());
            offering.list("costs", "offers", List.of(line.put("mandatory", true)), 1);
        } else if (prices.size() > 1) {
            offering.note("offers", "has %d different prices; left undisclosed".formatted(prices.size()));
        }
    }

    private void subjects() {
        var about = Term.of(course, "about");
        var coded = about.stream()
                .filter(term -> term.code() != null)
                .flatMap(term ->
                        scheme(term)
                                .map(scheme -> term.classified(scheme, Objects.requireNonNull(term.code())))
                                .stream())
                .toList();
        offering.list("subjects", "about", coded, 20);
        about.stream()
                .filter(term -> term.code() == null || scheme(term).isEmpty())
                .map(Term::name)
                .reduce((one, more) -> one + ", " + more)
                .ifPresent(names -> offering.undisclosed("about", names, "has no code of a public scheme"));
    }

    private static Optional<String> scheme(Term term) {
        if (term.isOf("anzsced")) {
            return Optional.of("ANZSCED");
        }
        return term.isOf("isced") ? Optional.of("ISCED-F") : term.isOf("cip") ? Optional.of("CIP") : Optional.empty();
    }

    private void intakes() {
        var intakes = instances.stream()
                .flatMap(run -> SchemaInstance.intake(run, offering, INSTANCES).stream())
                .toList();
        offering.list("intakes", INSTANCES, intakes, 500);
    }
}
