package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportedPathwaysTests extends ImportedCatalogue {
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
}
