package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.provider.PortalTest;
import market.tessera.provider.importjobs.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@PortalTest
class TableImportTests {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");
    private static final String HEADER = "id,title,school,school name,hours\n";

    @Autowired
    private WebTestClient http;

    @Autowired
    private DatabaseClient database;

    private final String test = UUID.randomUUID().toString().substring(0, 8);
    private Importer importer;

    @BeforeEach
    void anImporter() {
        importer = new Importer(http);
    }

    @Test
    void takesEachRowWithItsProvider() {
        var report = importer.csv("?mapping=test-school", HEADER + row(1, "Welding", "40") + row(2, "Sewing", "0"));

        assertThat(report.counts().created()).isEqualTo(2);
        assertThat(report.providers().created()).isEqualTo(1);
        assertThat(elements(1)).isEqualTo("{\"title\": \"Welding\", \"effort\": {\"hours\": 40}}");
        assertThat(elements(2)).isEqualTo("{\"title\": \"Sewing\"}");
    }

    @Test
    void keepsARowWithoutProviderNameWhereAnotherRowNamesIt() {
        var report = importer.csv(
                "?mapping=test-school",
                HEADER
                        + "%1$s-1,Welding,%1$s,,40\n%1$s-2,Sewing,%1$s,School %1$s,40\n%1$s-3,Rowing,%1$s-x,,40\n"
                                .formatted(test));

        assertThat(report.counts().created()).isEqualTo(2);
        assertThat(report.rows()).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(4);
            assertThat(row.field()).isEqualTo("provider");
            assertThat(row.kind()).isEqualTo(Finding.Kind.REJECTED);
        });
    }

    @Test
    void reportsARepairAndKeepsItAsProvenance() {
        var report = importer.csv("?mapping=test-school", HEADER + row(1, "\"\"\"Welding\"\"\"", "40"));

        assertThat(report.counts().repaired()).isEqualTo(1);
        assertThat(report.rows()).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(Finding.Kind.REPAIRED);
            assertThat(row.field()).isEqualTo("title");
        });
        assertThat(elements(1)).contains("\"title\": \"Welding\"");
        assertThat(column(1, "provenance -> 'title' ->> 'rule'")).isEqualTo("stray quotation marks removed");
    }

    @Test
    void goesOnAfterABrokenLineInTheMiddle() {
        var report = importer.csv(
                "?mapping=test-school",
                HEADER + row(1, "Welding", "40") + "only,three,fields\n" + row(2, "\"Sewing", "40")
                        + row(3, "Rowing", "40") + row(4, "Baking", "40"));

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.counts().created()).isEqualTo(3);
        assertThat(report.rows()).extracting(Finding::line).containsExactly(3L, 4L);
    }

    @Test
    void notesAValueThatDoesNotFitAndLeavesItUndisclosed() {
        var report = importer.csv("?mapping=test-school", HEADER + row(1, "Welding", "many"));

        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.counts().noted()).isEqualTo(1);
        assertThat(elements(1)).isEqualTo("{\"title\": \"Welding\"}");
    }

    @Test
    void readsAnOlderEncodingWhereTheMappingAllowsIt() {
        var report = importer.finished(importer.send(
                "?mapping=test-school",
                CSV,
                (HEADER + row(1, "Café", "40")).getBytes(Charset.forName("windows-1252"))));

        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(elements(1)).contains("Café");
    }

    @Test
    void refusesAnotherEncodingBeforeAnythingIsRead() {
        var latin = "{\"source\": \"latin-%s\", \"offerings\": [\n{\"title\": \"Café\"}]}".formatted(test);

        importer.send("", MediaType.APPLICATION_JSON, latin.getBytes(StandardCharsets.ISO_8859_1))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value(
                        String.class,
                        detail -> assertThat(detail).contains("not UTF-8").contains("line 2"));
    }

    @Test
    void refusesATableWithoutTheColumnsThatTheMappingUses() {
        importer.send("?mapping=test-school", CSV, "id,title,school\n1,Welding,x\n")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).endsWith("hours, school name."));
    }

    @Test
    void refusesAMappingThatIsBroken() {
        importer.send("?mapping=test-broken", CSV, HEADER)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(6)
                .jsonPath("$.errors[0].detail")
                .isEqualTo("offering.titel is no element of the catalogue format");
    }

    @Test
    void takesTheRestWhereCellsHoldWhatTheDatabaseCannot() {
        var report = importer.csv(
                "?mapping=test-school",
                (HEADER + row(1, "Wel\0ding", "40") + row(2, "Sewing", "many\0") + row(3, "Rowing", "40"))
                        .replace("hours\n", "hours,re\0mark\n")
                        .replace("40\n", "40,\n")
                        .replace("many\0\n", "many\0,\n"));

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.counts().created()).isEqualTo(2);
        assertThat(report.rows())
                .extracting(row -> row.line() + " " + row.kind() + " " + row.reason())
                .containsExactly(
                        "2 REJECTED contains a NUL character or half of a surrogate pair",
                        "3 NOTED “many” is not a number; left undisclosed");
        assertThat(database.sql("""
                                select j.columns[6] || ': ' || r.cells[2] from import_reject r join import_job j on j.id = r.import
                                where j.id = :id
                                """)
                        .bind("id", report.id())
                        .mapValue(String.class)
                        .one()
                        .block())
                .as("to be corrected and sent again")
                .isEqualTo("remark: Welding");
    }

    @Test
    void joinsTheRestWhereARowBelongsToNothing(@TempDir Path folder) throws IOException {
        var endless =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(300).collect(Collectors.joining());
        var table = Files.writeString(
                folder.resolve("table.csv"), "id,title,school\n%1$s-1,Welding,School %1$s\n".formatted(test));
        var runs = Files.writeString(
                folder.resolve("runs.csv"),
                "course,start,remark\n%1$s-1,2027-02-01,\n%2$s,2027-03-01,\n%1$s-1,2027-04-01,\0\n"
                        .formatted(test, endless));

        var report = importer.form("?mapping=test-runs", Map.of("table", table, "runs", runs));

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.counts().created()).isEqualTo(1);
        assertThat(report.rows())
                .extracting(row -> "%s %d %s".formatted(row.input(), row.line(), row.field()))
                .containsExactly("runs 3 course", "runs 4 null");
        assertThat(starts()).isEqualTo("2027-02-01");
    }

    private String starts() {
        return database.sql(
                        "select starts::text from intake i join offering o on o.id = i.offering where o.external_id = :id")
                .bind("id", test + "-1")
                .mapValue(String.class)
                .one()
                .block();
    }

    @Test
    void withdrawsNothingWhileRowsCannotBeRead() {
        importer.csv("?mapping=test-school", HEADER + row(1, "Welding", "40"));

        var report = importer.csv("?mapping=test-school&withdrawMissing=true", HEADER + "only,three,fields\n");

        assertThat(report.counts().withdrawn()).isZero();
        assertThat(report.rows())
                .extracting(Finding::reason)
                .anyMatch(reason -> reason.startsWith("nothing was withdrawn"));
    }

    private String row(int number, String title, String hours) {
        return "%1$s-%2$d,%3$s,%1$s,School %1$s,%4$s\n".formatted(test, number, title, hours);
    }

    private String elements(int number) {
        return column(number, "elements::text");
    }

    private String column(int number, String expression) {
        return database.sql("""
                        select v.%s as value from offering o join offering_version v on v.offering = o.id and v.edition = o.edition
                        where o.source = 'test-school' and o.external_id = :id
                        """.formatted(expression))
                .bind("id", test + "-" + number)
                .map(row -> row.get("value", String.class))
                .one()
                .block();
    }
}
