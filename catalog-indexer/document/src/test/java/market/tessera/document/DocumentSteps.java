package market.tessera.document;

import static market.tessera.document.Offerings.event;
import static market.tessera.document.Offerings.published;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import market.tessera.document.comparison.EqfLevels;
import market.tessera.document.told.Seats;
import market.tessera.document.told.Told;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.money.ExchangeRates;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

abstract class DocumentSteps {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    final Documents documents = new Documents(
            Offerings.JSON,
            ExchangeRates.read(new ByteArrayResource("NOK,11.70,2026-11-20,a bank".getBytes(StandardCharsets.UTF_8))),
            EqfLevels.read(new ClassPathResource("index-document/eqf-levels.txt")));

    List<String> facet(ObjectNode data, String facet) {
        return values(document(published(data, 1)).path("facet").path(facet));
    }

    JsonNode document(LoggedEvent event, Seats... seats) {
        var kind = Kind.of(event.type()).orElseThrow();
        return Offerings.JSON.readTree(
                documents.of(kind, event, new Told(List.of(seats), null), TODAY).source());
    }

    static List<String> values(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asString)
                        .toList()
                : List.of(node.asString());
    }
}
