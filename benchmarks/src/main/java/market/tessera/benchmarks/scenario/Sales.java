package market.tessera.benchmarks.scenario;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import market.tessera.benchmarks.load.Latencies;
import market.tessera.benchmarks.load.Work;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.StageFailure;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.GuestBuyer;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** What checkout's tables say of what can be bought, and of what became of what was. */
final class Sales {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Stage stage;

    Sales(Stage stage) {
        this.stage = stage;
    }

    record Place(UUID offering, UUID intake) {}

    /**
     * @param missing orders that were placed and not fulfilled within two minutes
     */
    record Fulfilment(Latencies paidToFulfilled, long missing) {}

    /** Places that can be paid for at once, once checkout has read of so many offerings; real lists have prices that nobody takes by card. */
    List<Place> places(int offerings) throws SQLException {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (number("select count(*) from commerce.offer") < offerings && System.nanoTime() < deadline) {
            Mono.delay(PAUSE).block();
        }
        var places = query("""
                select intake.offer, intake.id
                from commerce.offer_intake intake join commerce.offer on offer.id = intake.offer
                where offer.listed and intake.listed and intake.price_amount between 1 and 99999999
                  and (intake.self_paced or intake.closes > current_date + 1)
                order by md5(intake.id::text)
                """, row -> new Place(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
        if (places.isEmpty()) {
            throw new StageFailure("There is nothing on sale");
        }
        return places;
    }

    /** A guest's whole order, page by page; another place each turn. */
    Work buying(HttpClient client, List<Place> places) {
        return turn -> {
            var place = places.get((int) (turn % places.size()));
            var browser = new Browser(client, stage.site());
            return new GuestBuyer(browser, "Guest " + turn, "guest-%d@learner.example".formatted(turn))
                    .buy(place.offering(), place.intake());
        };
    }

    Fulfilment awaitFulfilment() throws SQLException {
        awaitQuiet();
        var latencies = new Latencies();
        query(
                        "select extract(epoch from fulfilled_at - paid_at) from commerce.orders where status = 'FULFILLED'",
                        row -> Duration.ofNanos((long) (row.getDouble(1) * 1e9)))
                .forEach(latencies::record);
        return new Fulfilment(latencies, unfulfilled());
    }

    /** Until every order is fulfilled, or two minutes are over; reads none that is. */
    void awaitQuiet() throws SQLException {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (unfulfilled() > 0 && System.nanoTime() < deadline) {
            Mono.delay(PAUSE).block();
        }
    }

    private long unfulfilled() throws SQLException {
        return number("""
                select (select count(*) from commerce.orders where status = 'PENDING')
                  + (select count(*) from commerce.orders where status = 'PAID')
                """);
    }

    String durability() throws SQLException {
        return "fsync %s, synchronous_commit %s"
                .formatted(
                        query("show fsync", row -> row.getString(1)).getFirst(),
                        query("show synchronous_commit", row -> row.getString(1))
                                .getFirst());
    }

    private long number(String sql) throws SQLException {
        return query(sql, row -> row.getLong(1)).getFirst();
    }

    private <T> List<T> query(String sql, Row<T> reader) throws SQLException {
        try (var connection = stage.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var result = new ArrayList<T>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        }
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
