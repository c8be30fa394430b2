package market.tessera.checkout.rebooking;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.order.Order;
import market.tessera.checkout.order.OrderLine;
import market.tessera.checkout.rebooking.Rebooking.Why;
import market.tessera.checkout.rebooking.RebookingRequest.Requester;
import org.springframework.stereotype.Component;

/** The rules: which places can be moved, and where to. */
@Component
class Rebookable {
    private final Clock clock;

    Rebookable(Clock clock) {
        this.clock = clock;
    }

    /** Whether the place can be left: it is held, nothing has begun, and the buyer is within the terms for giving it back. */
    Optional<Why> objection(Order order, OrderLine line, Enrollment enrollment, Offer from, Requester requester) {
        if (!order.isPaid() || line.isReturned()) {
            return Optional.of(Why.NOT_HELD);
        }
        if (order.organisation() != null) {
            return Optional.of(Why.ORGANISATION);
        }
        if (order.isDisputed()) {
            return Optional.of(Why.DISPUTED);
        }
        var state = enrollment.state();
        if ((state != State.REQUESTED && state != State.CONFIRMED && state != State.FAILED) || hasBegun(line, from)) {
            return Optional.of(Why.BEGUN);
        }
        return requester == Requester.BUYER && !line.isWithinTerms(order.paidAt(), clock.instant())
                ? Optional.of(Why.PAST_TERMS)
                : Optional.empty();
    }

    /** Whether the place can go there; whether a seat is left there decides itself when it is taken. */
    Optional<Why> objection(OrderLine line, Offer to) {
        if (!to.id().equals(line.offering()) || isSame(line, to.intake().id())) {
            return Optional.of(Why.NOT_ON_SALE);
        }
        return to.refusal(clock)
                .map(refusal -> switch (refusal) {
                    case SOLD_OUT, TOO_FEW, TOO_MANY -> Why.FULL;
                    case WITHDRAWN, UNDISCLOSED, UNPAYABLE, CLOSED, ENROLLED -> Why.NOT_ON_SALE;
                })
                .or(() -> line.listed().equals(to.price()) ? Optional.empty() : Optional.of(Why.OTHER_PRICE));
    }

    static boolean isSame(OrderLine line, UUID intake) {
        return line.intake().equals(intake);
    }

    private boolean hasBegun(OrderLine line, Offer from) {
        var zone = from.intake().timeZone();
        var starts = line.starts();
        return starts != null
                && !LocalDate.now(clock.withZone(zone == null ? ZoneOffset.UTC : zone))
                        .isBefore(starts);
    }
}
