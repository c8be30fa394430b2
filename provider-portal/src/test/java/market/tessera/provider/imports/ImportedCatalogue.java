package market.tessera.provider.imports;

import static org.awaitility.Awaitility.await;

import java.util.List;
import market.tessera.platform.eventlog.LogReader;
import market.tessera.platform.eventlog.LogReader.Batch;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.provider.PortalTest;
import market.tessera.provider.provider.CatalogueFormat;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A catalogue that a program sends, and what the log tells of it. */
@PortalTest
abstract class ImportedCatalogue {
    @Autowired
    WebTestClient http;

    @Autowired
    DatabaseClient database;

    @Autowired
    LogReader log;

    @Autowired
    TransactionalOperator transaction;

    final Catalogues catalogue = Catalogues.ofNewSource();
    Importer importer;

    @BeforeEach
    void anImporter() {
        importer = new Importer(http);
    }

    /** Those of this test's source, in order. A transaction of any database of the server may hold the newest back for a while. */
    List<LoggedEvent> events(String type) {
        return await().until(this::told, told -> !told.getLast().more()).stream()
                .flatMap(batch -> batch.events().stream())
                .filter(event ->
                        event.type().startsWith(type) && event.data().toString().contains(catalogue.source()))
                .toList();
    }

    List<Batch> told() {
        var everything = Order.of("catalog", "test");
        return log.read(everything, Position.START)
                .expand(batch -> batch.rows() == 0 ? Mono.empty() : log.read(everything, batch.end()))
                .collectList()
                .block();
    }

    static JsonNode json(String text) {
        return CatalogueFormat.JSON.readTree(text);
    }
}
