package market.tessera.checkout.connecting;

import java.util.List;
import java.util.UUID;
import market.tessera.checkout.connection.ConnectionUses;
import market.tessera.checkout.connection.ConnectionUses.Listed;
import market.tessera.checkout.offer.Offer.Seller;
import market.tessera.checkout.offer.Offers;
import market.tessera.checkout.pathway.PathwayEditions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** For what an institution can ask another's endorsement, and of whom. */
@Component
class EndorsementChoices {
    private final ConnectionUses uses;
    private final PathwayEditions pathways;
    private final Offers offers;

    EndorsementChoices(ConnectionUses uses, PathwayEditions pathways, Offers offers) {
        this.uses = uses;
        this.pathways = pathways;
        this.offers = offers;
    }

    record Choices(List<Listed> courses, List<PathwayEditions.Listed> pathways, List<Seller> institutions) {
        public boolean none() {
            return institutions.isEmpty() || (courses.isEmpty() && pathways.isEmpty());
        }
    }

    Mono<Choices> of(UUID provider) {
        return Mono.zip(
                        uses.offerings(provider).collectList(),
                        pathways.listed(provider).collectList(),
                        offers.verified()
                                .filter(other -> !other.id().equals(provider))
                                .collectList())
                .map(found -> new Choices(found.getT1(), found.getT2(), found.getT3()));
    }
}
