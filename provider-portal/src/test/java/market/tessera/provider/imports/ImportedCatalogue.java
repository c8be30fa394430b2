package market.tessera.provider.imports;

import java.util.List;
import java.util.Objects;
import market.tessera.provider.PortalTest;
import market.tessera.provider.provider.CatalogueFormat;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

/** A catalogue that a program sends, and what the log tells of it. */
@PortalTest
abstract class ImportedCatalogue {
    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    final Catalogues catalogue = Catalogues.ofNewSource();
    Importer importer;

    @BeforeEach
    void anImporter() {
        importer = new Importer(http);
    }

    record Told(String subject, long version, JsonNode data) {}

    /** Those of this test's source, in order. */
    List<Told> events(String type) {
        return database.sql("""
                        select subject, version, data::text as data from event_log
                        where starts_with(type, :type) and position(:source in data::text) > 0 order by id
                        """)
                .bind("type", type)
                .bind("source", catalogue.source())
                .map(row -> new Told(
                        Objects.requireNonNull(row.get("subject", String.class)),
                        Objects.requireNonNull(row.get("version", Long.class)),
                        json(Objects.requireNonNull(row.get("data", String.class)))))
                .all()
                .collectList()
                .block();
    }

    static JsonNode json(String text) {
        return CatalogueFormat.JSON.readTree(text);
    }
}
