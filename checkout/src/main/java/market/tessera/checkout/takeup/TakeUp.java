package market.tessera.checkout.takeup;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.offer.Enrolled;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.order.PaidOrder;
import market.tessera.checkout.settlement.PaidLines;
import market.tessera.checkout.takeup.SeatCodes.SeatCode;
import market.tessera.checkout.takeup.TakenSeats.Seat;
import market.tessera.checkout.takeup.TakingUp.Refused;
import market.tessera.checkout.takeup.TakingUp.TakenUp;
import market.tessera.checkout.takeup.TakingUp.Why;
import market.tessera.platform.identity.Person;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Makes a place that an organisation has bought a learner's enrollment, in the learner's own name; only now the provider's system is told.
 * Locks the place, then its order. Whoever takes up a place twice has it once: a unique index per intake and learner decides.
 */
@Service
class TakeUp {
    private final TakenSeats seats;
    private final SeatCodes codes;
    private final Orders orders;
    private final PaidLines paidLines;
    private final Enrolled enrolled;
    private final TransactionalOperator transaction;
    private final Clock clock;

    TakeUp(
            TakenSeats seats,
            SeatCodes codes,
            Orders orders,
            PaidLines paidLines,
            Enrolled enrolled,
            TransactionalOperator transaction,
            Clock clock) {
        this.seats = seats;
        this.codes = codes;
        this.orders = orders;
        this.paidLines = paidLines;
        this.enrolled = enrolled;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Who takes up a place.
     *
     * @param shares whether the organisation may see progress and completion
     */
    record Taker(Person person, boolean shares, Locale locale) {}

    Mono<TakingUp> byInvitation(UUID invitation, Taker taker) {
        return once(seats.takeInvited(invitation, taker).flatMap(seat -> enroll(seat, taker)), Why.GONE);
    }

    /** Somebody who was invited as well takes what they were invited to, and nothing off the code. */
    Mono<TakingUp> byCode(SeatCode code, Taker taker) {
        return once(
                seats.takeInvited(code, taker)
                        .switchIfEmpty(Mono.defer(() -> codes.use(code.id())
                                .filter(counted -> counted)
                                .flatMap(_ -> seats.takeFree(code, taker))))
                        .flatMap(seat -> enroll(seat, taker)),
                code.ended() ? Why.ENDED : Why.NONE_LEFT);
    }

    private Mono<TakingUp> once(Mono<TakingUp> attempt, Why otherwise) {
        return transaction
                .execute(tx -> attempt.defaultIfEmpty(new Refused(otherwise)).doOnNext(outcome -> {
                    if (outcome instanceof Refused) {
                        tx.setRollbackOnly();
                    }
                }))
                .single()
                .onErrorReturn(DuplicateKeyException.class, new Refused(Why.ENROLLED));
    }

    private Mono<TakingUp> enroll(Seat seat, Taker taker) {
        return enrolled.of(taker.person().id(), List.of(seat.intake()))
                .next()
                .<TakingUp>map(_ -> new Refused(Why.ENROLLED))
                .switchIfEmpty(Mono.defer(() -> orders.lock(seat.orderId())
                        .flatMap(order -> order.line(seat.line())
                                .map(line -> enroll(order, line, taker))
                                .orElseGet(Mono::empty))));
    }

    private Mono<TakingUp> enroll(Order order, OrderLine line, Taker taker) {
        if (!order.isUsable() || order.isDisputed() || line.isReturned()) {
            return Mono.just(new Refused(Why.GONE));
        }
        var ends = line.ends();
        if (ends != null && ends.isBefore(LocalDate.now(clock.withZone(ZoneOffset.UTC)))) {
            return Mono.just(new Refused(Why.OVER));
        }
        return paidLines.request(requested(order, line, taker)).thenReturn(new TakenUp());
    }

    private PaidOrder requested(Order order, OrderLine line, Taker taker) {
        var person = taker.person();
        return new PaidOrder(
                order.id(),
                order.number(),
                person.id(),
                person.name(),
                person.email(),
                taker.locale(),
                clock.instant(),
                List.of(PaidOrder.Line.of(line)));
    }
}
