package market.tessera.checkout.balance;

import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Books what has moved the balance: what was kept of payments, what goes back of those that nobody has asked for, and what moves without an order. */
@Service
class BookMovements {
    private final BookedFees fees;
    private final StrayRefunds strays;
    private final BalanceMovements movements;

    BookMovements(BookedFees fees, StrayRefunds strays, BalanceMovements movements) {
        this.fees = fees;
        this.strays = strays;
        this.movements = movements;
    }

    /** Each once, however often it is read. */
    Mono<Void> book(List<BalanceMovement> read) {
        var kept = read.stream()
                .filter(movement -> movement.isOfOrders() && !movement.fee().isZero())
                .toList();
        var others = read.stream().filter(movement -> !movement.isOfOrders()).toList();
        return (kept.isEmpty() ? Mono.<Void>empty() : fees.book(kept))
                .then(strays.book(read))
                .then(others.isEmpty() ? Mono.empty() : movements.book(others));
    }
}
