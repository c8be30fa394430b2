package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.provider.provider.Provider;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class CatalogueImportTests extends ImportedCatalogue {
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

    /** What is new and what changes are written by other statements. */
    @Test
    void tellsOfWhatIsNewJustAsOfWhatChanges() {
        importer.json("?verified=true", catalogue.of(catalogue.offering("1", "Welding", COMPLETE + MORE)));
        var seats = MORE.replace("\"seats\": 30", "\"seats\": 31, \"teachers\": [\"Ane Berg\"], \"waitlist\": true");
        importer.json("?verified=true", catalogue.of(catalogue.offering("1", "Welding", COMPLETE + seats)));

        var told = events("offering.published");
        var fresh = (ObjectNode) told.getFirst().data();
        var changed = (ObjectNode) told.getLast().data();
        assertThat(Instant.parse(changed.path("updatedAt").asString()))
                .isAfter(Instant.parse(fresh.path("updatedAt").asString()));
        assertThat(changed.path("publishedAt")).isEqualTo(fresh.path("publishedAt"));
        var run = (ObjectNode) changed.path("intakes").path(1);
        assertThat(run.path("seats").asInt()).isEqualTo(31);
        assertThat(run.path("teachers").path(0).asString()).isEqualTo("Ane Berg");
        assertThat(run.path("waitlist").asBoolean()).isTrue();
        run.remove(List.of("seats", "teachers", "waitlist"));
        ((ObjectNode) fresh.path("intakes").path(1)).remove("seats");
        changed.remove("updatedAt");
        fresh.remove("updatedAt");
        assertThat(changed).isEqualTo(fresh);
    }

    @Test
    void givesAnInstitutionTheColourThatItsPagesHave() {
        for (var number = 0; number < 20; number++) {
            var id = UUID.randomUUID();
            var hues = database.sql("select tile_hue(:id, null) as own, tile_hue(:id, 188) as named")
                    .bind("id", id)
                    .map(row -> List.of(row.get("own", Integer.class), row.get("named", Integer.class)))
                    .one()
                    .block();
            assertThat(hues).containsExactly(Provider.hue(id, null), 188);
        }
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

    private List<String> titles(String offering) {
        return database.sql(
                        "select elements ->> 'title' as title from offering_version where offering = :id::uuid order by edition")
                .bind("id", offering)
                .map(row -> Objects.requireNonNull(row.get("title", String.class)))
                .all()
                .collectList()
                .block();
    }
}
