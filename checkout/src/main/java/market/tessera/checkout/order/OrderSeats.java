package market.tessera.checkout.order;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import market.tessera.checkout.basket.Basket;
import market.tessera.checkout.offer.Seats;
import market.tessera.checkout.waitlist.HeldSeat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The seats of an order: those that were held for people in line, and all others. Joins the caller's transaction. */
@Component
public class OrderSeats {
    private final Seats seats;
    private final HeldSeat held;

    OrderSeats(Seats seats, HeldSeat held) {
        this.seats = seats;
        this.held = held;
    }

    /** @param place in line, for which the seat may be held */
    public record Wanted(UUID intake, @Nullable UUID place) {
        static Wanted of(OrderLine line) {
            return new Wanted(line.intake(), line.waitingPlace());
        }

        public static Wanted of(Basket.Line line) {
            var claim = line.claim();
            return new Wanted(line.offer().intake().id(), claim == null ? null : claim.place());
        }
    }

    /** Takes every seat, or, if too few are left of one intake, none: then false. */
    public Mono<Boolean> hold(Collection<Wanted> wanted) {
        var places = places(wanted);
        return places.isEmpty()
                ? seats.take(intakes(wanted, _ -> true))
                : seats.lock(intakes(wanted, _ -> true))
                        .then(Mono.defer(() -> held.redeem(places).collect(Collectors.toSet())))
                        .flatMap(redeemed -> takeOthers(wanted, redeemed));
    }

    private Mono<Boolean> takeOthers(Collection<Wanted> wanted, Set<UUID> redeemed) {
        return seats.take(intakes(wanted, isNone(redeemed)))
                .flatMap(taken ->
                        taken ? Mono.just(true) : held.holdAgain(redeemed).then(Mono.just(false)));
    }

    /** Lets go of every seat; those that are held for someone in line still are held again. */
    public Mono<Void> letGo(Collection<Wanted> wanted) {
        var places = places(wanted);
        return places.isEmpty()
                ? seats.free(intakes(wanted, _ -> true))
                : seats.lock(intakes(wanted, _ -> true))
                        .then(Mono.defer(() -> held.holdAgain(places).collect(Collectors.toSet())))
                        .flatMap(again -> seats.free(intakes(wanted, isNone(again))));
    }

    private static Predicate<Wanted> isNone(Set<UUID> places) {
        return seat -> seat.place() == null || !places.contains(seat.place());
    }

    private static List<UUID> intakes(Collection<Wanted> wanted, Predicate<Wanted> which) {
        return wanted.stream().filter(which).map(Wanted::intake).toList();
    }

    private static List<UUID> places(Collection<Wanted> wanted) {
        return wanted.stream().map(Wanted::place).filter(Objects::nonNull).toList();
    }
}
