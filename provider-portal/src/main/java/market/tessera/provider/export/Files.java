package market.tessera.provider.export;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import market.tessera.provider.offering.Cost;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.pathwayedition.PathwayRule;
import market.tessera.provider.pathwayedition.PathwayTerms;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Csv;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.vocabulary.CtdlPathwayWriter;
import market.tessera.provider.vocabulary.CtdlWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import tools.jackson.databind.node.ObjectNode;

/** The forms in which offerings go out, each written as its rows are read. */
final class Files {
    private static final String CONTEXT =
            "{\"@context\":\"https://credreg.net/ctdl/schema/context/json\",\"@graph\":[\n";

    private Files() {}

    /** What this portal takes in again: of one source, the same offerings and pathways unchanged. */
    static ResponseEntity<Flux<DataBuffer>> catalogue(
            String source, Flux<Listed> offerings, Flux<ListedPathway> pathways) {
        var head = "{\"source\":%s,\"offerings\":[\n".formatted(CatalogueFormat.JSON.writeValueAsString(source));
        return file(
                "offerings.json",
                MediaType.APPLICATION_JSON,
                Flux.concat(
                        list(head, offerings.filter(Files::isPublic).map(Files::entry), "\n],\"pathways\":[\n"),
                        list("", pathways.filter(ListedPathway::isPublic).map(ListedPathway::entry), "\n]}\n")));
    }

    static ResponseEntity<Flux<DataBuffer>> ctdl(
            Provider provider, Flux<Listed> offerings, Flux<ListedPathway> pathways) {
        return file(
                "offerings.jsonld",
                MediaType.parseMediaType("application/ld+json"),
                list(
                        CONTEXT,
                        Flux.concat(
                                offerings.filter(Files::isPublic).map(one -> course(provider, one)),
                                pathways.filter(ListedPathway::isPublic).map(one -> pathway(provider, one))),
                        "\n]}\n"));
    }

    private static String course(Provider provider, Listed one) {
        return CtdlWriter.course(
                one.id(),
                provider.profile().name(),
                provider.profile().url(),
                CatalogueFormat.JSON.valueToTree(one.elements()),
                CatalogueFormat.JSON.valueToTree(one.intakes()));
    }

    private static String pathway(Provider provider, ListedPathway one) {
        return CtdlPathwayWriter.pathway(
                one.id(), provider.profile().name(), provider.profile().url(), one.terms(), one.parts());
    }

    static ResponseEntity<Flux<DataBuffer>> table(Flux<Listed> offerings) {
        var head = Csv.line(
                "id",
                "source",
                "external id",
                "status",
                "edition",
                "title",
                "summary",
                "description",
                "outcomes",
                "skills",
                "hours",
                "weeks",
                "hours per week",
                "credit framework",
                "credit points",
                "level framework",
                "level",
                "form of participation",
                "languages",
                "assessment",
                "prerequisites",
                "cost",
                "currency",
                "subjects",
                "award",
                "url",
                "open intakes",
                "next start");
        return Csv.download("offerings.csv", Flux.just(head).concatWith(offerings.map(Files::line)));
    }

    static ResponseEntity<Flux<DataBuffer>> intakes(Flux<Listed> offerings) {
        var head = Csv.line(
                "offering",
                "title",
                "external id",
                "self-paced",
                "starts",
                "ends",
                "closes",
                "seats",
                "form of participation",
                "place",
                "time zone",
                "price",
                "currency",
                "waitlist",
                "teachers");
        return Csv.download(
                "intakes.csv",
                Flux.just(head)
                        .concatWith(offerings.concatMapIterable(one -> one.intakes().stream()
                                .map(intake -> line(one, intake))
                                .toList())));
    }

    static ResponseEntity<Flux<DataBuffer>> pathways(Flux<ListedPathway> pathways) {
        var head = Csv.line(
                "id",
                "source",
                "external id",
                "status",
                "edition",
                "title",
                "summary",
                "rule",
                "offerings",
                "pathways",
                "award",
                "awarded by",
                "gives credit",
                "course codes");
        return Csv.download("pathways.csv", Flux.just(head).concatWith(pathways.map(Files::line)));
    }

    private static String line(ListedPathway one) {
        var terms = CatalogueFormat.JSON.treeToValue(one.terms(), PathwayTerms.class);
        var award = Optional.ofNullable(terms.award());
        return Csv.line(
                one.id(),
                one.source(),
                one.externalId(),
                one.status(),
                one.edition(),
                terms.title(),
                terms.summary(),
                rule(terms.rule()),
                String.join("; ", one.offerings()),
                String.join("; ", one.pathways()),
                award.map(PathwayTerms.Award::name).orElse(null),
                award.map(PathwayTerms.Award::institution).orElse(null),
                terms.creditBearing(),
                String.join("; ", terms.courseCodes()));
    }

    private static String rule(PathwayRule rule) {
        return switch (rule) {
            case PathwayRule.AllOf() -> "all";
            case PathwayRule.AnyOf(var n) -> "any " + n;
            case PathwayRule.CreditSum(var framework, var points) -> points.toPlainString() + " " + framework;
        };
    }

    private static boolean isPublic(Listed offering) {
        return offering.status().equals("published");
    }

    private static String entry(Listed one) {
        ObjectNode node = CatalogueFormat.JSON.valueToTree(one.elements());
        node.put("externalId", one.known());
        if (one.provider() != null) {
            node.put("provider", one.provider());
        }
        if (!one.intakes().isEmpty()) {
            node.set("intakes", CatalogueFormat.JSON.valueToTree(one.intakes()));
        }
        if (!one.provenance().isEmpty()) {
            node.set("provenance", CatalogueFormat.JSON.valueToTree(one.provenance()));
        }
        return CatalogueFormat.JSON.writeValueAsString(node);
    }

    private static String line(Listed one) {
        var elements = one.elements();
        var effort = Optional.ofNullable(elements.effort());
        var credit = Optional.ofNullable(elements.credit());
        var level = Optional.ofNullable(elements.level());
        var mandatory = elements.costs().stream().filter(Cost::required).toList();
        var currencies = mandatory.stream().map(Cost::currency).distinct().toList();
        return Csv.line(
                one.id(),
                one.source(),
                one.externalId(),
                one.status(),
                one.edition(),
                elements.title(),
                elements.summary(),
                elements.description(),
                String.join("; ", elements.outcomes()),
                elements.skills().stream().map(skill -> skill.label()).collect(Collectors.joining("; ")),
                effort.map(known -> known.hours()).orElse(null),
                effort.map(known -> known.weeks()).orElse(null),
                effort.map(known -> known.hoursPerWeek()).orElse(null),
                credit.map(known -> known.framework()).orElse(null),
                credit.map(known -> known.points()).orElse(null),
                level.map(known -> known.framework()).orElse(null),
                level.map(known -> known.value()).orElse(null),
                elements.participation() == null
                        ? null
                        : word(elements.participation().mode()),
                String.join("; ", elements.languages()),
                elements.assessment().stream().map(way -> word(way.type())).collect(Collectors.joining("; ")),
                elements.prerequisites(),
                currencies.size() == 1 ? total(mandatory) : null,
                currencies.size() == 1 ? currencies.getFirst().getCurrencyCode() : null,
                elements.subjects().stream()
                        .map(code -> code.scheme() + " " + code.code())
                        .collect(Collectors.joining("; ")),
                award(elements),
                elements.url(),
                one.intakes().size(),
                one.intakes().stream()
                        .map(IntakeTerms::starts)
                        .filter(start -> start != null)
                        .min(java.time.LocalDate::compareTo)
                        .orElse(null));
    }

    private static @Nullable String award(Elements elements) {
        var credential = elements.credential();
        return credential == null ? null : credential.name() == null ? word(credential.type()) : credential.name();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static BigDecimal total(List<Cost> lines) {
        var digits = lines.getFirst().currency().getDefaultFractionDigits();
        return BigDecimal.valueOf(lines.stream().mapToLong(Cost::amount).sum(), digits);
    }

    private static String line(Listed one, IntakeTerms intake) {
        var price = intake.price();
        return Csv.line(
                one.known(),
                one.elements().title(),
                intake.externalId(),
                intake.openEnded(),
                intake.starts(),
                intake.ends(),
                intake.closes(),
                intake.seats(),
                intake.mode() == null ? null : word(intake.mode()),
                intake.place(),
                intake.timeZone(),
                price == null ? null : price.toMajorUnits(),
                price == null ? null : price.currency(),
                intake.waitlist(),
                String.join("; ", intake.teachers()));
    }

    private static Flux<String> list(String head, Flux<String> entries, String end) {
        return Flux.concat(
                Flux.just(head), entries.index((number, entry) -> number == 0 ? entry : ",\n" + entry), Flux.just(end));
    }

    private static ResponseEntity<Flux<DataBuffer>> file(String name, MediaType type, Flux<String> parts) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(parts.map(
                        part -> DefaultDataBufferFactory.sharedInstance.wrap(part.getBytes(StandardCharsets.UTF_8))));
    }
}
