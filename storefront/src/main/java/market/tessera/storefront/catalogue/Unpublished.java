package market.tessera.storefront.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import market.tessera.document.Documents;
import market.tessera.document.Kind;
import market.tessera.document.told.Seats;
import market.tessera.document.told.Told;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.platform.money.ExchangeRates;
import market.tessera.storefront.document.Lookup.Listed;
import market.tessera.storefront.document.Reputation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What would be found of an offering if it were published now: worked out by the rules that the index is made with. What learners have said of it, and the seats
 * that are left, are those of its public edition.
 */
@Component
public final class Unpublished {
    private static final JsonMapper DOCUMENTS = CatalogueConfiguration.documents();

    private final Catalogue catalogue;
    private final Documents documents;
    private final JsonMapper json;
    private final Clock clock;

    Unpublished(Catalogue catalogue, JsonMapper json, ExchangeRates rates, Clock clock) {
        this.catalogue = catalogue;
        this.documents = Documents.with(json, rates);
        this.json = json;
        this.clock = clock;
    }

    /** @param snapshot what {@code offering.published} would say, see {@code docs/events.md} */
    public Mono<Listed> of(JsonNode snapshot) {
        return catalogue
                .byId(snapshot.path("id").asString())
                .ofType(Listed.class)
                .map(this::told)
                .defaultIfEmpty(Told.NOTHING)
                .map(told -> documents.of(Kind.OFFERING, event(snapshot), told, LocalDate.now(clock)))
                .map(document -> DOCUMENTS.readValue(document.source(), Catalogue.Document.class))
                .map(Catalogue.Document::lookup)
                .cast(Listed.class);
    }

    private LoggedEvent event(JsonNode snapshot) {
        return new LoggedEvent(
                Position.START,
                UUID.randomUUID(),
                "/provider-portal",
                "offering.published",
                snapshot.path("id").asString(),
                1,
                clock.instant(),
                snapshot);
    }

    private Told told(Listed known) {
        var offering = known.offering();
        var seats = offering.intakes().stream()
                .map(intake -> new Seats(intake.id(), offering.id(), 0, intake.left()))
                .toList();
        return new Told(seats, reputation(offering.id(), known.reputation()));
    }

    private market.tessera.document.told.@Nullable Reputation reputation(String offering, Reputation known) {
        return known.equals(Reputation.NONE)
                ? null
                : new market.tessera.document.told.Reputation(offering, 0, json.valueToTree(known));
    }
}
