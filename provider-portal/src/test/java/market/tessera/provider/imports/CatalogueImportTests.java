package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.platform.eventlog.LogReader;
import market.tessera.platform.eventlog.LogReader.Batch;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.provider.CatalogueFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

@PortalTest
class CatalogueImportTests {
    private static final String COMPLETE = """
            "summary": "Short.", "description": "Long, with <script>alert(1)</script> in it.",
            "awardingBody": {"name": "The Guild", "url": "https://guild.example"},
            "outcomes": ["Weld"], "skills": [{"label": "welding", "uri": "http://data.europa.eu/esco/skill/1"}],
            "effort": {"hours": 12.5, "weeks": 2, "hoursPerWeek": 6.25}, "credit": {"framework": "ECTS", "points": 0.5, "ects": 0.5},
            "level": {"framework": "EQF", "value": "4", "cycle": "short"},
            "assessment": [{"type": "practical", "description": "A seam", "supervised": true, "identityVerified": false}],
            "participation": {"mode": "onsite", "synchronous": true, "place": {"name": "Shop", "city": "Bergen", "country": "NO"}},
            "qualityAssurance": [{"type": "programme-review", "body": "NOKUT", "reviewed": "2026-03-01"}],
            "prerequisites": "None", "stackability": {"standalone": true, "recognisedBy": ["Master welder"]},
            "recognition": [{"type": "licence", "name": "Welder"}], "languages": ["nb", "en-GB"],
            "costs": [{"type": "tuition", "amount": 100000, "currency": "NOK", "mandatory": true, "label": "Fee"},
                      {"type": "materials", "amount": 5000, "currency": "NOK"},
                      {"type": "other", "amount": 7000, "currency": "NOK", "mandatory": false}],
            "tax": "exempt", "financialAid": false, "subjects": [{"scheme": "ISCED-F", "code": "0715", "label": "Metal"}],
            "occupations": [{"scheme": "ISCO-08", "code": "7212"}], "credential": {"type": "digital-badge", "name": "Welder"},
            "refund": {"days": 14, "text": "All of it."}, "support": ["evening", "step-free"], "url": "https://weld.example/1",
            """;
    private static final String MORE = """
            "intakes": [{"externalId": "a", "starts": "2027-02-01", "ends": "2027-03-15", "closes": "2027-01-20", "seats": 30,
                         "mode": "onsite", "place": "Shop", "timeZone": "Europe/Oslo"},
                        {"externalId": "b", "selfPaced": true, "price": {"amount": 0, "currency": "NOK"}}],
            "provenance": {"effort": {"basis": "derived", "rule": "weeks × hours per week", "from": "2 weeks"}},
            """;

    @Autowired
    private WebTestClient http;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private LogReader log;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private Cast cast;

    private final Catalogues catalogue = Catalogues.ofNewSource();
    private Importer importer;

    @BeforeEach
    void anImporter() {
        importer = new Importer(http);
    }

    @Test
    void tellsTheLogEveryElementAsItWasGiven() {
        importer.json("?verified=true", catalogue.of(catalogue.offering("1", "Welding", COMPLETE + MORE)));

        var event = events("offering.published").getLast();
        var data = event.data();
        assertThat(json(data.path("elements").toString())).isEqualTo(json("{" + COMPLETE + "\"title\": \"Welding\"}"));
        assertThat(data.path("provenance").path("effort").path("rule").asString())
                .isEqualTo("weeks × hours per week");
        assertThat(data.path("slug").asString()).startsWith("welding-college-of-");
        assertThat(data.path("status").asString()).isEqualTo("published");
        assertThat(data.path("edition").asInt()).isEqualTo(1);
        assertThat(data.path("provider").path("verified").asBoolean()).isTrue();
        assertThat(data.path("provider").path("country").asString()).isEqualTo("NO");
        assertThat(data.path("provider").path("hue").isInt())
                .as("what names no colour has one all the same")
                .isTrue();
        assertThat(data.path("comparableIn")).isEqualTo(json("[\"au-nmf-2021\", \"eu-2022\"]"));
        assertThat(data.path("completeness").asDouble()).isEqualTo(1.0);
        assertThat(data.path("source").path("externalId").asString()).isEqualTo("1");
        assertThat(event.subject()).isEqualTo(data.path("id").asString());
    }

    @Test
    void resolvesThePriceOfEachIntake() {
        importer.json("?verified=true", catalogue.of(catalogue.offering("1", "Welding", COMPLETE + MORE)));

        var intakes = events("offering.published").getLast().data().path("intakes");
        assertThat(intakes.path(0).path("selfPaced").asBoolean()).isTrue();
        assertThat(intakes.path(0).path("price")).isEqualTo(json("{\"amount\": 0, \"currency\": \"NOK\"}"));
        assertThat(intakes.path(1).path("price")).isEqualTo(json("{\"amount\": 105000, \"currency\": \"NOK\"}"));
        assertThat(intakes.path(1).path("timeZone").asString()).isEqualTo("Europe/Oslo");
    }

    @Test
    void leavesThePriceOpenWhereNoCostIsDisclosed() {
        importer.json(
                "?verified=true",
                catalogue.of(catalogue.offering("1", "Welding", "\"intakes\": [{\"selfPaced\": true}],")));

        var data = events("offering.published").getLast().data();
        assertThat(data.path("intakes").path(0).path("price").isNull()
                        || data.path("intakes").path(0).path("price").isMissingNode())
                .isTrue();
        assertThat(json(data.path("elements").toString())).isEqualTo(json("{\"title\": \"Welding\"}"));
    }

    @Test
    void changesNothingWhenSentAgain() {
        var file = catalogue.of(catalogue.offering("1", "Welding", COMPLETE + MORE), catalogue.offering("2", "Sewing"));
        var first = importer.json("?verified=true", file);
        var told = events("").size();

        var again = importer.json("?verified=true", file);

        assertThat(first.counts().created()).isEqualTo(2);
        assertThat(again.counts().unchanged()).isEqualTo(2);
        assertThat(again.providers().unchanged()).isEqualTo(1);
        assertThat(events("")).hasSize(told);
    }

    /** The first of the two to look for a circle is the import, which begins to wait before the other does. */
    @Test
    void doesABatchAgainThatWaitedForSomebodyWhoWaitedForIt() {
        importer.json("?verified=true", catalogue.of(catalogue.offering("1", "Welding")));
        var changed = catalogue.of(catalogue.offering("1", "Welding II"));

        var id = transaction
                .execute(status -> {
                    status.setRollbackOnly();
                    return ofThisSource("select id from provider where id in ("
                                    + "select provider from provider_source where source = :source) for no key update")
                            .then(Mono.fromCallable(() -> importer.accepted(
                                            importer.send("?verified=true", MediaType.APPLICATION_JSON, changed)))
                                    .subscribeOn(Schedulers.boundedElastic()))
                            .delayUntil(_ -> cast.waitedFor())
                            .delayUntil(_ -> ofThisSource("select id from offering where source = :source for update")
                                    .onErrorComplete());
                })
                .single()
                .block();

        var report = importer.whenOver(id);
        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.counts().updated()).isEqualTo(1);
    }

    private Mono<Void> ofThisSource(String sql) {
        return database.sql(sql).bind("source", catalogue.source()).then();
    }

    @Test
    void publishesAChangedOfferingAsANewEditionAndKeepsTheOld() {
        importer.json(
                "?verified=true", catalogue.of(catalogue.offering("1", "Welding"), catalogue.offering("2", "Sewing")));

        var report = importer.json(
                "?verified=true",
                catalogue.of(catalogue.offering("1", "Welding II"), catalogue.offering("2", "Sewing")));

        assertThat(report.counts().updated()).isEqualTo(1);
        assertThat(report.counts().unchanged()).isEqualTo(1);
        var event = events("offering.published").getLast();
        assertThat(event.version()).isEqualTo(2);
        assertThat(event.data().path("edition").asInt()).isEqualTo(2);
        assertThat(titles(event.subject())).containsExactly("Welding", "Welding II");
    }

    @Test
    void leavesThePictureToTheProviderThatHadTheOfferingBefore() {
        importer.json("?verified=true", catalogue.of(catalogue.offering("1", "Welding")));
        var offering = UUID.fromString(events("offering.published").getLast().subject());
        var pictured =
                "elements || '{\"image\": {\"url\": \"/media/%s\", \"alt\": \"Sparks\"}}'".formatted("a".repeat(64));
        database.sql("""
                        with next as (
                          insert into offering_version (offering, edition, elements, provenance, completeness, comparable_in, published_by)
                          select offering, 2, %1$s, provenance, completeness, comparable_in, published_by from offering_version where offering = :id
                          returning offering, edition, elements, provenance),
                        draft as (
                          insert into offering_draft (offering, elements, provenance, based_on, author)
                          select offering, elements, provenance, edition, gen_random_uuid() from next)
                        update offering o set edition = next.edition from next where o.id = next.offering
                        """.formatted(pictured)).bind("id", offering).then().block();

        importer.json(
                "?verified=true",
                catalogue
                        .of(catalogue.offering("1", "Welding").replace("\"p-", "\"q-"))
                        .replace(
                                "\"providers\": [",
                                "\"providers\": [{\"externalId\": \"q-%s\", \"name\": \"Successor\"}, "
                                        .formatted(catalogue.source())));

        var event = events("offering.published").getLast();
        assertThat(event.data().path("provider").path("name").asString()).isEqualTo("Successor");
        assertThat(event.data().path("elements").has("image")).isFalse();
        assertThat(database.sql(
                                "select count(*) from offering_draft where offering = :id and elements -> 'image' is null and revision = 1")
                        .bind("id", offering)
                        .mapValue(Long.class)
                        .one()
                        .block())
                .isEqualTo(1);
    }

    @Test
    void tellsOfOtherIntakesWithoutANewEdition() {
        importer.json("?verified=true", catalogue.of(catalogue.offering("1", "Welding", MORE)));

        importer.json(
                "?verified=true",
                catalogue.of(catalogue.offering(
                        "1", "Welding", "\"intakes\": [{\"externalId\": \"a\", \"starts\": \"2027-02-08\"}],")));

        var event = events("offering.published").getLast();
        assertThat(event.version()).isEqualTo(2);
        assertThat(event.data().path("intakes").size()).isEqualTo(1);
        assertThat(event.data().path("intakes").path(0).path("starts").asString())
                .isEqualTo("2027-02-08");
    }

    @Test
    void withdrawsWhatIsMissingOnlyWhenAsked() {
        importer.json(
                "?verified=true", catalogue.of(catalogue.offering("1", "Welding"), catalogue.offering("2", "Sewing")));

        var kept = importer.json("", catalogue.of(catalogue.offering("1", "Welding")));
        var withdrawn = importer.json("?withdrawMissing=true", catalogue.of(catalogue.offering("1", "Welding")));

        assertThat(kept.counts().withdrawn()).isZero();
        assertThat(withdrawn.counts().withdrawn()).isEqualTo(1);
        var event = events("offering.withdrawn").getLast();
        assertThat(event.data().path("status").asString()).isEqualTo("withdrawn");
        assertThat(event.data().path("elements").path("title").asString()).isEqualTo("Sewing");
    }

    @Test
    void bringsAWithdrawnOfferingBackWhenItsSourceHasItAgain() {
        var both = catalogue.of(catalogue.offering("1", "Welding"), catalogue.offering("2", "Sewing"));
        importer.json("?verified=true", both);
        importer.json("?withdrawMissing=true", catalogue.of(catalogue.offering("1", "Welding")));

        var report = importer.json("", both);

        assertThat(report.counts().updated()).isEqualTo(1);
        var event = events("offering.published").getLast();
        assertThat(event.data().path("elements").path("title").asString()).isEqualTo("Sewing");
        assertThat(event.data().path("edition").asInt()).isEqualTo(1);
        assertThat(event.version()).isEqualTo(3);
    }

    @Test
    void tellsNothingOfAProviderThatIsNotVerified() {
        var report = importer.json("", catalogue.of(catalogue.offering("1", "Welding")));

        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(events("offering.published")).isEmpty();
        assertThat(events("provider.updated").getLast().data().path("verified").asBoolean())
                .isFalse();
    }

    @Test
    void givesOfferingsOfOneTitleDifferentSlugs() {
        importer.json(
                "?verified=true",
                catalogue.of(
                        catalogue.offering("1", "Welding"),
                        catalogue.offering("2", "Welding"),
                        catalogue.offering("3", "Welding")));

        assertThat(events("offering.published"))
                .extracting(event -> event.data().path("slug").asString())
                .hasSize(3)
                .doesNotHaveDuplicates();
    }

    @Test
    void givesOfferingsOfOneTitleWhoseLongIdsBeginAlikeDifferentSlugsInFileAfterFile() {
        for (var number = 0; number < 4; number++) {
            importer.json("?verified=true", catalogue.of(catalogue.offering("long-".repeat(20) + number, "Welding")));
        }

        assertThat(events("offering.published"))
                .extracting(event -> event.data().path("slug").asString())
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void takesPathwaysWhereverTheyStandInTheFile() {
        var pathway =
                "{\"externalId\": \"w\", \"provider\": \"p-%s\", \"title\": \"Metal\", \"rule\": {\"type\": \"anyOf\", \"n\": 1}, \"offerings\": [\"2\", \"1\"]}"
                        .formatted(catalogue.source());
        var lost = pathway.replace("\"w\"", "\"x\"").replace("\"1\"]", "\"9\"]");
        var file = catalogue
                .of(catalogue.offering("1", "Welding"), catalogue.offering("2", "Sewing"))
                .replace("\"providers\"", "\"pathways\": [%s, %s], \"providers\"".formatted(pathway, lost));

        var report = importer.json("?verified=true", file);

        assertThat(report.pathways().created()).isEqualTo(1);
        assertThat(report.rows()).singleElement().satisfies(row -> {
            assertThat(row.externalId()).isEqualTo("x");
            assertThat(row.field()).isEqualTo("offerings");
        });
        var data = events("pathway.published").getLast().data();
        assertThat(data.path("rule")).isEqualTo(json("{\"type\": \"anyOf\", \"n\": 1}"));
        assertThat(data.path("offerings").size()).isEqualTo(2);
    }

    @Test
    void takesPathwaysThatContainOthersInWhateverOrderTheyStand() {
        var file = withPathways(
                pathway("all", "\"pathways\": [\"half\"]"),
                pathway("half", "\"offerings\": [\"2\"], \"pathways\": [\"basics\"]"),
                pathway("basics", "\"offerings\": [\"1\", \"2\"]"));

        var tried = importer.json("?verified=true&dryRun=true", file);
        var taken = importer.json("?verified=true", file);
        var again = importer.json("?verified=true", file);

        assertThat(List.of(tried.pathways().created(), taken.pathways().created()))
                .containsExactly(3L, 3L);
        assertThat(taken.rows()).isEmpty();
        assertThat(again.pathways().unchanged()).isEqualTo(3);
        var ids = new HashMap<String, String>();
        events("pathway.published")
                .forEach(event -> ids.put(
                        event.data().path("slug").asString().split("-")[0],
                        event.data().path("id").asString()));
        assertThat(events("pathway.published"))
                .filteredOn(event -> event.data().path("pathways").size() > 0)
                .extracting(event -> event.data().path("pathways").path(0).asString())
                .containsExactly(ids.get("basics"), ids.get("half"));
    }

    @Test
    void closesNoCircleOverPathwaysThatAnEarlierFileBrought() {
        importer.json(
                "?verified=true",
                withPathways(
                        pathway("a", "\"offerings\": [\"1\"]"),
                        pathway("c", "\"offerings\": [\"1\"]"),
                        pathway("x", "\"pathways\": [\"c\"]"),
                        pathway("y", "\"pathways\": [\"a\"]")));

        var report = importer.json(
                "?verified=true",
                withPathways(pathway("a", "\"pathways\": [\"x\"]"), pathway("c", "\"pathways\": [\"y\"]")));

        assertThat(report.pathways().updated()).isEqualTo(1);
        assertThat(report.rows()).singleElement().satisfies(row -> {
            assertThat(row.externalId()).isEqualTo("c");
            assertThat(row.reason()).contains("contain itself");
        });
    }

    @Test
    void takesNoPartThatGoesWithTheSameFile() {
        importer.json("?verified=true", withPathways(pathway("x", "\"offerings\": [\"1\"]")));

        var report = importer.json(
                "?verified=true&withdrawMissing=true", withPathways(pathway("a", "\"pathways\": [\"x\"]")));

        assertThat(report.pathways().withdrawn()).isEqualTo(1);
        assertThat(report.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.externalId()).isEqualTo("a"));
    }

    @Test
    void turnsPathwaysInsideOutAndRejectsThoseThatWouldContainThemselves() {
        importer.json(
                "?verified=true",
                withPathways(
                        pathway("all", "\"pathways\": [\"basics\"]"), pathway("basics", "\"offerings\": [\"1\"]")));
        var turned =
                withPathways(pathway("basics", "\"pathways\": [\"all\"]"), pathway("all", "\"offerings\": [\"1\"]"));

        var tried = importer.json("?verified=true&dryRun=true", turned);
        var taken = importer.json("?verified=true", turned);
        var closing = importer.json("?verified=true", withPathways(pathway("all", "\"pathways\": [\"basics\"]")));
        var faulty = importer.json(
                "?verified=true",
                withPathways(
                        pathway("a", "\"pathways\": [\"b\"]"),
                        pathway("b", "\"pathways\": [\"a\"]"),
                        pathway("c", "\"pathways\": [\"c\"]"),
                        pathway("d", "\"pathways\": [\"e\"]"),
                        pathway("e", "\"pathways\": [\"nowhere\"]"),
                        pathway("f", "\"pathways\": []")));

        assertThat(tried.pathways()).isEqualTo(taken.pathways());
        assertThat(taken.pathways().updated()).isEqualTo(2);
        assertThat(closing.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).contains("contain itself"));
        assertThat(faulty.pathways().rejected()).isEqualTo(6);
        assertThat(faulty.rows())
                .extracting(row -> row.externalId() + ": " + row.reason())
                .containsExactlyInAnyOrder(
                        "a: the pathway would come to contain itself, or others more than 20 levels deep",
                        "b: the pathway would come to contain itself, or others more than 20 levels deep",
                        "c: the pathway would come to contain itself, or others more than 20 levels deep",
                        "d: a pathway that it contains is rejected",
                        "e: this source has no pathway “nowhere”",
                        "f: must name each part once, and one at least");
    }

    @Test
    void nestsPathwaysTwentyLevelsDeepAndRejectsWhatIsAboveThem() {
        var chain = IntStream.rangeClosed(0, 23)
                .mapToObj(level -> pathway(
                        "%02d".formatted(level),
                        level == 0 ? "\"offerings\": [\"1\"]" : "\"pathways\": [\"%02d\"]".formatted(level - 1)))
                .toArray(String[]::new);

        var tried = importer.json("?verified=true&dryRun=true", withPathways(chain));
        var taken = importer.json("?verified=true", withPathways(chain));

        assertThat(tried.pathways()).isEqualTo(taken.pathways());
        assertThat(taken.pathways().created()).isEqualTo(21);
        assertThat(taken.rows())
                .extracting(row -> row.externalId() + ": " + row.reason())
                .containsExactlyInAnyOrder(
                        "21: the pathway would come to contain itself, or others more than 20 levels deep",
                        "22: a pathway that it contains is rejected",
                        "23: a pathway that it contains is rejected");
    }

    private String withPathways(String... pathways) {
        return catalogue
                .of(catalogue.offering("1", "Welding"), catalogue.offering("2", "Sewing"))
                .replace("\"providers\"", "\"pathways\": [%s], \"providers\"".formatted(String.join(", ", pathways)));
    }

    private String pathway(String id, String parts) {
        return "{\"externalId\": \"%1$s\", \"provider\": \"p-%2$s\", \"title\": \"%1$s of metal\", \"rule\": {\"type\": \"allOf\"}, %3$s}"
                .formatted(id, catalogue.source(), parts);
    }

    @Test
    void reportsEachFaultyRecordWithItsLineAndTakesTheRest() {
        var report = importer.json(
                "",
                catalogue.of(
                        catalogue.offering("1", "Welding", "\"efort\": {},"),
                        catalogue.offering("2", "Sewing"),
                        catalogue.offering("3", "Baking", "\"participation\": {\"mode\": \"telepathic\"},"),
                        catalogue.offering(
                                "4",
                                "Rowing",
                                "\"costs\": [{\"type\": \"tuition\", \"amount\": -5, \"currency\": \"NOK\"}],"),
                        catalogue.offering("5", "Knitting", "\"url\": \"javascript:alert(1)\","),
                        catalogue.offering("6", "Null\\u0000ness"),
                        catalogue.offering("2", "Sewing again"),
                        catalogue.offering("7", "", ""),
                        "7"));

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.counts().rejected()).isEqualTo(8);
        assertThat(report.rows())
                .extracting(row -> row.line() + " " + row.externalId() + " " + row.field())
                .containsExactlyInAnyOrder(
                        "3 1 efort",
                        "5 3 participation.mode",
                        "6 4 costs[0].amount",
                        "7 5 url",
                        "8 6 null",
                        "9 2 externalId",
                        "10 7 title",
                        "11 null null");
    }

    @Test
    void rejectsWhatTheDatabaseCannotHoldAndTakesTheRest() {
        var dear = "{\"type\": \"tuition\", \"amount\": 9000000000000000000, \"currency\": \"NOK\"}";

        var report = importer.json(
                "?verified=true",
                catalogue.of(
                        catalogue.offering("1\\u0000", "Welding"),
                        catalogue.offering(
                                "2", "Sewing", "\"provenance\": {\"ef\\u0000fort\": {\"basis\": \"stated\"}},"),
                        catalogue.offering("3\\ud800", "Rowing"),
                        catalogue.offering("4", "Baking", "\"intakes\": [{\"starts\": \"0000-01-01\"}],"),
                        catalogue.offering("5", "Knitting", "\"intakes\": [{\"starts\": \"+10000-01-01\"}],"),
                        catalogue.offering("6", "Brewing", "\"costs\": [%1$s, %1$s],".formatted(dear)),
                        catalogue.offering("7", "Mining")));

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.rows())
                .extracting(row -> row.line() + " " + row.externalId() + " " + row.field())
                .containsExactly(
                        "3 null null",
                        "4 2 null",
                        "5 null null",
                        "6 4 intakes[0].starts",
                        "7 5 intakes[0].starts",
                        "8 6 costs[0].amount",
                        "8 6 costs[1].amount");
    }

    @Test
    void rejectsARecordWhoseIdIsLongerThanTheDatabaseCanLookUp() {
        var endless =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(300).collect(Collectors.joining());

        var report = importer.json(
                "", catalogue.of(catalogue.offering(endless, "Welding"), catalogue.offering("2", "Sewing")));

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.rows())
                .extracting(row -> row.line() + " " + row.externalId() + " " + row.field())
                .containsExactly("3 null externalId");
    }

    @Test
    void rejectsNumbersThatNoReaderOfTheLogCouldTake() {
        var report = importer.json(
                "?verified=true",
                catalogue.of(
                        catalogue.offering("1", "Welding", "\"effort\": {\"hours\": 1e-5000},"),
                        catalogue.offering("2", "Sewing", "\"credit\": {\"framework\": \"ECTS\", \"points\": 1e2000},"),
                        catalogue.offering(
                                "3",
                                "Rowing",
                                "\"intakes\": [{\"selfPaced\": true, \"seats\": 1%s}],".formatted("0".repeat(900))),
                        catalogue.offering("4", "Baking", "\"effort\": {\"hours\": 0.25},")));

        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.rows())
                .extracting(row -> row.externalId() + " " + row.field() + " " + row.reason())
                .containsExactly(
                        "1 effort.hours is a number of more than 30 digits",
                        "2 credit.points is a number of more than 30 digits",
                        "3 intakes[0].seats is a number of more than 30 digits");
        assertThat(events("offering.published")).hasSize(1);
    }

    @Test
    void refusesADescriptionOfTenMegabytesAndTakesTheRest() {
        var report = importer.json(
                "",
                catalogue.of(
                        catalogue.offering(
                                "1", "Welding", "\"description\": \"%s\",".formatted("x".repeat(10_000_000))),
                        catalogue.offering("2", "Sewing")));

        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.rows()).singleElement().satisfies(row -> {
            assertThat(row.field()).isEqualTo("description");
            assertThat(row.reason()).contains("20000");
        });
    }

    @Test
    void keepsWhatCameBeforeTheEndOfABrokenFileAndSaysWhereItBroke() {
        var whole = catalogue.of(catalogue.offering("1", "Welding"), catalogue.offering("2", "Sewing"));

        var report = importer.json("", whole.substring(0, whole.length() - 20));

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.reason()).contains("not valid JSON at line 4");
        assertThat(database.sql(
                                "select count(*) from offering o where source = :source and not exists (select from offering_version where offering = o.id)")
                        .bind("source", catalogue.source())
                        .map(row -> row.get(0, Long.class))
                        .one()
                        .block())
                .isZero();
    }

    private List<String> titles(String offering) {
        return database.sql(
                        "select elements ->> 'title' as title from offering_version where offering = :id::uuid order by edition")
                .bind("id", offering)
                .map(row -> Objects.requireNonNull(row.get("title", String.class)))
                .all()
                .collectList()
                .block();
    }

    /** Those of this test's source, in order. A transaction of any database of the server may hold the newest back for a while. */
    private List<LoggedEvent> events(String type) {
        return await().until(this::told, told -> !told.getLast().more()).stream()
                .flatMap(batch -> batch.events().stream())
                .filter(event ->
                        event.type().startsWith(type) && event.data().toString().contains(catalogue.source()))
                .toList();
    }

    private List<Batch> told() {
        var everything = Order.of("catalog", "test");
        return log.read(everything, Position.START)
                .expand(batch -> batch.rows() == 0 ? Mono.empty() : log.read(everything, batch.end()))
                .collectList()
                .block();
    }

    private static JsonNode json(String text) {
        return CatalogueFormat.JSON.readTree(text);
    }
}
