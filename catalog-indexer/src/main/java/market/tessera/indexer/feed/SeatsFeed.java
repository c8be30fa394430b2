package market.tessera.indexer.feed;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.tessera.document.told.Seats;
import market.tessera.indexer.feed.SetAside.Entry;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSnapshots;
import market.tessera.platform.eventlog.LoggedEvent;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Keeps what checkout tells of seats and writes the offerings concerned anew. Seats of an offering that is not published yet are kept
 * until it is.
 */
final class SeatsFeed implements EventHandler {
    static final String TYPE = "intake.seats";

    private final IntakeSeats seats;
    private final LogSnapshots snapshots;
    private final SetAside setAside;
    private final LiveIndex index;

    SeatsFeed(IntakeSeats seats, LogSnapshots snapshots, SetAside setAside, LiveIndex index) {
        this.seats = seats;
        this.snapshots = snapshots;
        this.setAside = setAside;
        this.index = index;
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> told) {
        var unreadable =
                told.stream().filter(event -> !isReadable(event.data())).toList();
        var newest = newest(told);
        return setAside.note(
                        unreadable.stream()
                                .map(event -> new Entry(event, "no offering, or seats left that are no number"))
                                .toList(),
                        List.of())
                .then(newest.isEmpty() ? Mono.empty() : renew(newest));
    }

    private static boolean isReadable(JsonNode data) {
        var left = data.path("left");
        return data.path("offering").isString() && (left.isNull() || left.isMissingNode() || left.canConvertToInt());
    }

    private static Collection<Seats> newest(List<LoggedEvent> told) {
        Map<String, Seats> newest = new HashMap<>();
        told.stream()
                .filter(event -> isReadable(event.data()))
                .map(SeatsFeed::seats)
                .forEach(seats -> newest.merge(
                        seats.intake(), seats, (one, other) -> one.version() > other.version() ? one : other));
        return newest.values();
    }

    private static Seats seats(LoggedEvent event) {
        var left = event.data().path("left");
        return new Seats(
                event.subject(),
                event.data().path("offering").asString(),
                event.version(),
                left.isNumber() ? left.asInt() : null);
    }

    private Mono<Void> renew(Collection<Seats> newest) {
        var offerings = newest.stream().map(Seats::offering).distinct().toList();
        return seats.keep(newest)
                .then(Mono.defer(() -> snapshots.latest(Logs.CATALOG, offerings).collectList()))
                .flatMap(index::handle);
    }
}
