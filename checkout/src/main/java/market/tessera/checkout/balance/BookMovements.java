package market.tessera.checkout.balance;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Books what has moved the balance: what was kept of payments, what goes back of those that nobody has asked for, and what moves without an order. */
@Service
class BookMovements {
    private final BookedFees fees;
    private final StrayRefunds strays;
    private final BouncedReturns bounced;
    private final BalanceMovements movements;
    private final Duration unknownAfter;
    private final Clock clock;

    /** @param unknownAfter how long after a payment it is nobody's if no order knows of it */
    BookMovements(
            BookedFees fees,
            StrayRefunds strays,
            BouncedReturns bounced,
            BalanceMovements movements,
            @Value("${checkout.balance.unknown-after:1d}") Duration unknownAfter,
            Clock clock) {
        this.fees = fees;
        this.strays = strays;
        this.bounced = bounced;
        this.movements = movements;
        this.unknownAfter = unknownAfter;
        this.clock = clock;
    }

    /** Each once, however often it is read. */
    Mono<Void> book(List<BalanceMovement> read) {
        var kept = kept(read);
        var failed =
                read.stream().filter(movement -> movement.failedOrder() != null).toList();
        return (kept.isEmpty() ? Mono.<Void>empty() : fees.book(kept))
                .then(failed.isEmpty() ? Mono.empty() : fees.bookFailed(failed))
                .then(strays.book(read))
                .then(bounced.book(read))
                .then(others(read, movement -> !movement.isOfOrders()));
    }

    /** The same, and what has moved by payments that no order knows of by now. */
    Mono<Void> bookAll(List<BalanceMovement> read) {
        var by = clock.instant().minus(unknownAfter);
        return book(read).then(others(read, movement -> movement.isOfPayment(by)));
    }

    /** What was kept of payments that have come since it was read. */
    Mono<Void> bookLate() {
        return fees.bookLate();
    }

    private static List<BalanceMovement> kept(List<BalanceMovement> read) {
        return read.stream()
                .filter(movement -> movement.isOfOrders() && !movement.fee().isZero())
                .toList();
    }

    private Mono<Void> others(List<BalanceMovement> read, Predicate<BalanceMovement> which) {
        var others = read.stream().filter(which).toList();
        return others.isEmpty() ? Mono.empty() : movements.book(others);
    }
}
