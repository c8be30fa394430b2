package market.tessera.indexer.feed;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.document.told.Reputation;
import market.tessera.document.told.Seats;
import market.tessera.document.told.Told;
import reactor.core.publisher.Mono;

/** What the indexer knows from checkout of offerings: seats that are left, and how they are rated. */
public final class ToldByCheckout {
    private final IntakeSeats seats;
    private final Reputations reputations;

    ToldByCheckout(IntakeSeats seats, Reputations reputations) {
        this.seats = seats;
        this.reputations = reputations;
    }

    /** An offering of which nothing was told is not among them. */
    Mono<Map<String, Told>> of(Collection<String> offerings) {
        return Mono.zip(
                seats.ofOfferings(offerings).collect(Collectors.groupingBy(Seats::offering)),
                reputations.ofOfferings(offerings).collectMap(Reputation::offering),
                ToldByCheckout::together);
    }

    private static Map<String, Told> together(Map<String, List<Seats>> seats, Map<String, Reputation> reputations) {
        return Stream.concat(seats.keySet().stream(), reputations.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        offering -> new Told(
                                Objects.requireNonNullElse(seats.get(offering), List.of()),
                                reputations.get(offering))));
    }

    /** Offerings of which something was told since. */
    public Mono<List<String>> changedSince(Instant time) {
        return Mono.zip(
                seats.changedSince(time),
                reputations.changedSince(time),
                (some, others) ->
                        Stream.concat(some.stream(), others.stream()).distinct().toList());
    }
}
