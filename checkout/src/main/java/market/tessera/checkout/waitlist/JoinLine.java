package market.tessera.checkout.waitlist;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.offer.Enrolled;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offer.Refusal;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.offer.Seats;
import market.tessera.checkout.waitlist.Joining.Asked;
import market.tessera.checkout.waitlist.Joining.Joined;
import market.tessera.checkout.waitlist.Joining.Refused;
import market.tessera.checkout.waitlist.Joining.Standing;
import market.tessera.checkout.waitlist.Joining.Why;
import market.tessera.checkout.waitlist.WaitingPlace.State;
import market.tessera.platform.mail.Outbox;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Has somebody stand in line: a learner at once, a guest as soon as the address is proven. The intake is locked before its line, as everywhere. */
@Service
class JoinLine {
    private final Offers offers;
    private final Seats seats;
    private final WaitingPlaces places;
    private final Enrolled enrolled;
    private final WaitlistLetters letters;
    private final Outbox outbox;
    private final Clock clock;

    JoinLine(
            Offers offers,
            Seats seats,
            WaitingPlaces places,
            Enrolled enrolled,
            WaitlistLetters letters,
            Outbox outbox,
            Clock clock) {
        this.offers = offers;
        this.seats = seats;
        this.places = places;
        this.enrolled = enrolled;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Empty if there is no such intake. */
    @Transactional
    public Mono<Joining> join(JoinRequest request) {
        return seats.lock(List.of(request.intake()))
                .then(Mono.defer(() -> offers.find(request.intake())))
                .flatMap(offer -> objection(offer)
                        .<Mono<Joining>>map(why -> Mono.just(new Refused(why)))
                        .orElseGet(() -> stand(request)));
    }

    /** The address is proven. Saying it again changes nothing. */
    @Transactional
    public Mono<Void> confirm(WaitingPlace place) {
        var intake = place.offer().intake().id();
        return seats.lock(List.of(intake))
                .then(Mono.defer(() -> places.confirm(place.id())))
                .filter(confirmed -> confirmed)
                .flatMap(_ -> seats.awaited(intake).then(tell(place.id())));
    }

    /** Why nobody can stand in line now; empty if one can. */
    Optional<Why> objection(Offer offer) {
        if (!offer.intake().waitlist()) {
            return Optional.of(Why.NO_LINE);
        }
        return offer.refusal(clock)
                .map(refusal -> refusal == Refusal.SOLD_OUT ? Optional.<Why>empty() : Optional.of(Why.CLOSED))
                .orElse(Optional.of(Why.SEATS_FREE));
    }

    private Mono<Joining> stand(JoinRequest request) {
        var learner = request.learner();
        return learner == null
                ? ask(request)
                : enrolled.of(learner, List.of(request.intake()))
                        .next()
                        .<Joining>map(_ -> new Refused(Why.ENROLLED))
                        .switchIfEmpty(Mono.defer(() -> standAsLearner(request, learner)));
    }

    private Mono<Joining> standAsLearner(JoinRequest request, UUID learner) {
        var id = UUID.randomUUID();
        return places.insert(id, request, State.WAITING)
                .flatMap(inserted -> inserted
                        ? seats.awaited(request.intake()).then(tell(id)).thenReturn(new Joined(id))
                        : places.standing(request.intake(), request.email())
                                .flatMap(known -> takeOver(known, learner)));
    }

    /** The account has proven the address with which a guest stands there. */
    private Mono<Joining> takeOver(WaitingPlace known, UUID learner) {
        return places.adopt(known.id(), learner)
                .then(known.state() == State.UNCONFIRMED ? confirm(known) : Mono.empty())
                .thenReturn(known.state() == State.UNCONFIRMED ? new Joined(known.id()) : new Standing(known.id()));
    }

    private Mono<Joining> ask(JoinRequest request) {
        return places.insert(UUID.randomUUID(), request, State.UNCONFIRMED)
                .then(Mono.defer(() -> places.standing(request.intake(), request.email())))
                .flatMap(place -> outbox.put(letters.toProve(place)))
                .thenReturn(new Asked());
    }

    private Mono<Void> tell(UUID place) {
        return places.find(place).flatMap(found -> outbox.put(letters.standing(found)));
    }
}
