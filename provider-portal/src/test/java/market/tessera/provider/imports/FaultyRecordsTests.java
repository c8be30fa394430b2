package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultyRecordsTests extends ImportedCatalogue {
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
}
