package market.tessera.checkout.learning;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.link.SealedLinks;
import market.tessera.checkout.link.SealedLinks.Purpose;
import market.tessera.checkout.waitlist.WaitingPlace;
import market.tessera.checkout.waitlist.WaitingPlaces;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The lines that a learner stands in, each with the way to it. */
@Service
class StandingInLine {
    private final WaitingPlaces places;
    private final SealedLinks links;

    StandingInLine(WaitingPlaces places, SealedLinks links) {
        this.places = places;
        this.links = links;
    }

    /**
     * @param name of the place, in addresses
     * @param until when a seat is held, in words
     */
    record Entry(WaitingPlace place, String name, String until) {}

    Mono<List<Entry>> of(UUID learner, Locale locale) {
        return places.ofLearner(learner)
                .map(place -> new Entry(place, links.seal(Purpose.WAITING_PLACE, place.id()), place.heldUntil(locale)))
                .collectList();
    }
}
