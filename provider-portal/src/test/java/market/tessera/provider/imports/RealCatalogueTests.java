package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import market.tessera.provider.PortalTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.FileSystemResource;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Catalogues that nobody on this project wrote, whole. */
@PortalTest
class RealCatalogueTests {
    @Autowired
    private WebTestClient http;

    @Autowired
    private DatabaseClient database;

    private Importer importer;

    @BeforeEach
    void anImporter() {
        importer = new Importer(http);
    }

    @Test
    void takesTheTrainingListOfNewJerseyAndReportsWhatItCannotTake() {
        var file = new FileSystemResource(SharedData.file("etpl/programs.csv"));

        var first = importer.csv("?mapping=etpl-nj", file);
        var again = importer.csv("?mapping=etpl-nj", file);

        assertThat(first.status()).isEqualTo("completed");
        assertThat(first.counts().created()).isEqualTo(1_384);
        assertThat(first.counts().rejected()).isEqualTo(82);
        assertThat(first.providers().created()).isEqualTo(286);
        assertThat(again.counts().unchanged()).isEqualTo(1_384);
        assertThat(again.counts().created() + again.counts().updated()).isZero();
        assertThat(one("select count(*) from offering where source = 'etpl-nj' and status = 'published'"))
                .isEqualTo(1_384);
        assertThat(one("""
                select count(*) from offering o join offering_version v on v.offering = o.id
                where o.source = 'etpl-nj' and ((v.elements -> 'effort' ->> 'hours')::numeric = 0
                  or v.elements ->> 'prerequisites' ~* '^(none|no|n/a|no prerequisites?)[.]?$'
                  or jsonb_path_exists(v.elements, '$.costs[*].amount ? (@ == 0)'))
                """)).isZero();
    }

    @Test
    void takesTheShortCoursesWithTheirDatedAndPricedRuns() {
        var files = Map.of(
                "courses", SharedData.file("mit-learn/courses.json"), "runs", SharedData.file("mit-learn/runs.json"));

        var report = importer.form("?mapping=mit-learn", files);

        assertThat(report.status()).isEqualTo("completed");
        assertThat(report.counts().created()).isEqualTo(99);
        assertThat(report.providers().created()).isEqualTo(1);
        assertThat(one("""
                select count(*) from intake i join offering o on o.id = i.offering
                where o.source = 'mit-learn' and i.price is not null
                """)).isEqualTo(134);
    }

    private long one(String sql) {
        return database.sql(sql).map(row -> row.get(0, Long.class)).one().block();
    }
}
