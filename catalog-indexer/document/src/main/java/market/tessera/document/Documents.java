package market.tessera.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.document.comparison.Comparison;
import market.tessera.document.comparison.EqfLevels;
import market.tessera.document.intake.Intakes;
import market.tessera.document.intake.Runs;
import market.tessera.document.snapshot.OfferingSnapshot;
import market.tessera.document.told.Seats;
import market.tessera.document.told.Told;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.money.ExchangeRates;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns an event of the catalog log into the document that tells the same to whoever searches. */
public final class Documents {
    /** To be counted up with every change of the rules or the shape of documents. */
    private static final int REVISION = 7;

    private final JsonMapper json;
    private final ExchangeRates rates;
    private final EqfLevels levels;

    /** @param json as the catalogue's events are read with */
    public static Documents with(JsonMapper json, ExchangeRates rates) {
        return new Documents(json, rates, EqfLevels.read(new ClassPathResource("index-document/eqf-levels.txt")));
    }

    Documents(JsonMapper json, ExchangeRates rates, EqfLevels levels) {
        this.json = json.rebuild()
                .changeDefaultPropertyInclusion(values -> values.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
        this.rates = rates;
        this.levels = levels;
    }

    /**
     * @param told what checkout has told of the offering, if the event is of one
     * @param today the day on which intakes are open or closed
     * @throws RuntimeException if the event is not what {@code docs/events.md} promises
     */
    public IndexDocument of(Kind kind, LoggedEvent event, Told told, LocalDate today) {
        var source =
                switch (kind) {
                    case OFFERING -> offering(event, told, today);
                    case PROVIDER -> provider(event);
                    case PATHWAY -> pathway(event);
                };
        var version = DocumentVersion.of(event.version(), told, today);
        return new IndexDocument(kind, event.subject(), version, json.writeValueAsBytes(source));
    }

    private OfferingDocument offering(LoggedEvent event, Told told, LocalDate today) {
        var offering = json.treeToValue(event.data(), OfferingSnapshot.class);
        var stamp = Stamp.of(event, offering.slug(), isWithdrawn(event), offering.updatedAt());
        var left = told.seats().stream().collect(Collectors.toMap(Seats::intake, Function.identity()));
        var data = withSeats(event.data(), left);
        if (stamp.withdrawn()) {
            return new OfferingDocument(stamp, data, null, null);
        }
        var intakes = Intakes.of(offering, left, today);
        var comparison = Comparison.of(offering, intakes.nextPrice(), rates, levels);
        var runs = Runs.of(offering, intakes, comparison.effort(), rates);
        var reputation = told.reputation();
        return new OfferingDocument(
                stamp,
                data,
                reputation == null ? null : reputation.data(),
                OfferingDocument.content(offering, comparison, intakes, runs, reputation));
    }

    /** The data with {@code left} in each intake that checkout has told of; the event itself stays as it is. */
    private static JsonNode withSeats(JsonNode data, Map<String, Seats> told) {
        if (told.isEmpty()) {
            return data;
        }
        var copy = data.deepCopy();
        for (var intake : copy.path("intakes").values()) {
            var seats = told.get(intake.path("id").asString());
            if (seats != null) {
                ((ObjectNode) intake).put("left", seats.left());
            }
        }
        return copy;
    }

    private ProviderDocument provider(LoggedEvent event) {
        var provider = json.treeToValue(event.data(), ProviderDocument.Snapshot.class);
        var stamp = Stamp.of(event, provider.slug(), !provider.verified(), null);
        return new ProviderDocument(stamp, event.data(), stamp.withdrawn() ? null : provider.content());
    }

    private PathwayDocument pathway(LoggedEvent event) {
        var pathway = json.treeToValue(event.data(), PathwayDocument.Snapshot.class);
        var stamp = Stamp.of(event, pathway.slug(), isWithdrawn(event), null);
        return new PathwayDocument(stamp, event.data(), stamp.withdrawn() ? null : pathway.content());
    }

    private static boolean isWithdrawn(LoggedEvent event) {
        return event.type().endsWith(".withdrawn")
                || "withdrawn".equals(event.data().path("status").asString(""));
    }

    /** Changes when the same event would make another document by other rules. Rates are not rules: a new day brings new ones anyway. */
    public String rules() {
        return "%d %s".formatted(REVISION, levels);
    }
}
