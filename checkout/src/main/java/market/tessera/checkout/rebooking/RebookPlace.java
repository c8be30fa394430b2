package market.tessera.checkout.rebooking;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import market.tessera.checkout.offer.Enrolled;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.offer.Seats;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.order.Orders;
import market.tessera.checkout.rebooking.Rebooking.Rebooked;
import market.tessera.checkout.rebooking.Rebooking.Refused;
import market.tessera.checkout.rebooking.Rebooking.Why;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Moves a place to another intake, all at once or not at all: the seat there is taken before the one here is freed, the enrollment here ends
 * and one there is requested, each told to the provider's system as it is told of any other. Locks as everywhere: enrollment, order, intakes.
 */
@Service
class RebookPlace {
    private final Enrollments enrollments;
    private final Enrolled enrolled;
    private final WithdrawEnrollments withdraw;
    private final Orders orders;
    private final Offers offers;
    private final Seats seats;
    private final Rebookable rules;
    private final WriteRebooking write;
    private final TransactionalOperator transaction;

    RebookPlace(
            Enrollments enrollments,
            Enrolled enrolled,
            WithdrawEnrollments withdraw,
            Orders orders,
            Offers offers,
            Seats seats,
            Rebookable rules,
            WriteRebooking write,
            TransactionalOperator transaction) {
        this.enrollments = enrollments;
        this.enrolled = enrolled;
        this.withdraw = withdraw;
        this.orders = orders;
        this.offers = offers;
        this.seats = seats;
        this.rules = rules;
        this.write = write;
        this.transaction = transaction;
    }

    Mono<Rebooking> rebook(RebookingRequest request) {
        return transaction
                .execute(tx -> attempt(request).doOnNext(outcome -> {
                    if (outcome instanceof Refused) {
                        tx.setRollbackOnly();
                    }
                }))
                .single();
    }

    private Mono<Rebooking> attempt(RebookingRequest request) {
        return enrollments
                .lockOfLine(request.line())
                .flatMap(enrollment -> orders.lock(request.order()).flatMap(order -> move(request, order, enrollment)))
                .defaultIfEmpty(new Refused(Why.NOT_HELD));
    }

    private Mono<Rebooking> move(RebookingRequest request, Order order, Enrollment enrollment) {
        return order.line(request.line())
                .map(line -> seats.lock(Set.of(line.intake(), request.intake()))
                        .thenMany(offers.findAll(List.of(line.intake(), request.intake())))
                        .collectMap(offer -> offer.intake().id())
                        .flatMap(known -> {
                            var from = known.get(line.intake());
                            var to = known.get(request.intake());
                            return from == null || to == null
                                    ? Mono.<Rebooking>just(new Refused(Why.NOT_ON_SALE))
                                    : move(request, new Held(order, line, enrollment, from), to);
                        }))
                .orElseGet(Mono::empty);
    }

    /** What is to be moved. */
    record Held(Order order, OrderLine line, Enrollment enrollment, Offer from) {
        UUID seat() {
            return line.intake();
        }
    }

    private Mono<Rebooking> move(RebookingRequest request, Held held, Offer to) {
        return rules.objection(held.order(), held.line(), held.enrollment(), held.from(), request.requester())
                .or(() -> rules.objection(held.line(), to))
                .<Mono<Rebooking>>map(why -> Mono.just(new Refused(why)))
                .orElseGet(() -> thereAlready(held, to).switchIfEmpty(Mono.defer(() -> take(request, held, to))));
    }

    /** Nobody has two places in one intake. */
    private Mono<Rebooking> thereAlready(Held held, Offer to) {
        return Mono.justOrEmpty(held.enrollment().learner().account())
                .flatMapMany(account -> enrolled.of(account, List.of(to.intake().id())))
                .next()
                .map(_ -> new Refused(Why.ENROLLED));
    }

    private Mono<Rebooking> take(RebookingRequest request, Held held, Offer to) {
        return seats.take(List.of(to.intake().id()))
                .flatMap(taken -> taken ? moved(request, held, to) : Mono.just(new Refused(Why.FULL)));
    }

    private Mono<Rebooking> moved(RebookingRequest request, Held held, Offer to) {
        return seats.free(List.of(held.seat()))
                .thenMany(withdraw.ofLines(List.of(held.line().id())))
                .then(write.write(request, held, to))
                .thenReturn(new Rebooked(to));
    }
}
